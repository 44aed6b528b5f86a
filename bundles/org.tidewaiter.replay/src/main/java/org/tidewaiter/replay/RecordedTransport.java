package org.tidewaiter.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.RegistrySession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LdapReplies;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.ShellReplies;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.engine.spi.Transport;

/** Stands in for a transport: opens what was opened, fails as it failed, replies what was replied. */
final class RecordedTransport<S extends Session> implements Transport<S> {

    /** What sets one type of session apart. */
    private interface Shape<S extends Session> {
        Class<S> type();

        List<Observation> greeting(SessionFacts facts, Evidence evidence);

        S lend(SessionFacts facts, RecordedReplies replies);
    }

    private record ShellShape() implements Shape<ShellSession> {
        @Override
        public Class<ShellSession> type() {
            return ShellSession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return List.of(ShellReplies.greeting(facts, evidence));
        }

        @Override
        public ShellSession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedShell(replies);
        }
    }

    private record SnmpShape() implements Shape<SnmpSession> {
        @Override
        public Class<SnmpSession> type() {
            return SnmpSession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return SnmpReplies.greeting(facts, evidence);
        }

        @Override
        public SnmpSession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedSnmp(replies);
        }
    }

    private record PowerShellShape() implements Shape<PowerShellSession> {
        @Override
        public Class<PowerShellSession> type() {
            return PowerShellSession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return CimReplies.greeting(facts, evidence);
        }

        @Override
        public PowerShellSession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedPowerShell(replies);
        }
    }

    private record LdapShape() implements Shape<LdapSession> {
        @Override
        public Class<LdapSession> type() {
            return LdapSession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return List.of();
        }

        @Override
        public LdapSession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedLdap(LdapReplies.principal(facts), LdapReplies.domain(facts), replies);
        }
    }

    private record RegistryShape() implements Shape<RegistrySession> {
        @Override
        public Class<RegistrySession> type() {
            return RegistrySession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return List.of();
        }

        @Override
        public RegistrySession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedRegistry(replies);
        }
    }

    private record FileShareShape() implements Shape<FileShareSession> {
        @Override
        public Class<FileShareSession> type() {
            return FileShareSession.class;
        }

        @Override
        public List<Observation> greeting(SessionFacts facts, Evidence evidence) {
            return List.of();
        }

        @Override
        public FileShareSession lend(SessionFacts facts, RecordedReplies replies) {
            return new RecordedFileShare(replies);
        }
    }

    private static final List<Shape<?>> SHAPES = List.of(new ShellShape(), new SnmpShape(), new PowerShellShape(),
            new RegistryShape(),
            new LdapShape(), new FileShareShape());

    private final Playback playback;
    private final Transport<?> real;
    private final Shape<S> shape;

    private RecordedTransport(Playback playback, Transport<?> real, Shape<S> shape) {
        this.playback = playback;
        this.real = real;
        this.shape = shape;
    }

    /** The stand-in for a transport; empty when its type of session cannot be replayed. */
    static Optional<Transport<?>> of(Playback playback, Transport<?> real) {
        return SHAPES.stream().filter(s -> s.type() == real.sessionType()).findFirst()
                .map(s -> new RecordedTransport<>(playback, real, s));
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Class<S> sessionType() {
        return shape.type();
    }

    @Override
    public boolean isLocal() {
        return real.isLocal();
    }

    @Override
    public Party party() {
        return real.party();
    }

    @Override
    public Protocol protocol() {
        return real.protocol();
    }

    @Override
    public int port() {
        return real.port();
    }

    @Override
    public boolean refusesInSilence() {
        return real.refusesInSilence();
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return real.credentials();
    }

    @Override
    public LiveSession<S> open(Opening opening) throws TransportException {
        var credential = opening.credential();
        var exchange = playback.nextSession(id(), credential == null ? "" : credential.name())
                .orElseThrow(() -> new TransportException(Failure.WITHHELD, "the recording holds no further login by " + id()));
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        return new Opened(opening.target(), exchange);
    }

    private final class Opened implements LiveSession<S> {
        private final String target;
        private final Exchange opened;

        Opened(String target, Exchange opened) {
            this.target = target;
            this.opened = opened;
        }

        @Override
        public List<Observation> greeting() {
            return shape.greeting(SessionFacts.of(opened.out()), opened.evidence());
        }

        @Override
        public void announce(List<Request> requests) {
            // all replies are here
        }

        @Override
        public S lend(List<Request> declared) {
            return shape.lend(SessionFacts.of(opened.out()), new RecordedReplies(playback, target, declared));
        }

        @Override
        public void abort() {
            // nothing is under way
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
