package org.tidewaiter.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcSession;
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
    private record Shape<S extends Session>(Class<S> type, BiFunction<SessionFacts, Evidence, List<Observation>> greeting,
            BiFunction<SessionFacts, RecordedReplies, S> session) {
    }

    private static final List<Shape<?>> SHAPES = List.of(
            new Shape<>(ShellSession.class, (facts, evidence) -> List.of(ShellReplies.greeting(facts, evidence)),
                    (_, replies) -> new RecordedShell(replies)),
            new Shape<>(SnmpSession.class, SnmpReplies::greeting, (_, replies) -> new RecordedSnmp(replies)),
            new Shape<>(PowerShellSession.class, CimReplies::greeting, (_, replies) -> new RecordedPowerShell(replies)),
            new Shape<>(RpcSession.class, (_, _) -> List.of(), (_, replies) -> new RecordedRpc(replies)),
            new Shape<>(LdapSession.class, (_, _) -> List.of(),
                    (facts, replies) -> new RecordedLdap(LdapReplies.principal(facts), LdapReplies.domain(facts), replies)),
            new Shape<>(FileShareSession.class, (_, _) -> List.of(), (_, replies) -> new RecordedFileShare(replies)));

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
            return shape.greeting().apply(SessionFacts.of(opened.out()), opened.evidence());
        }

        @Override
        public void announce(List<Request> requests) {
            // all replies are here
        }

        @Override
        public S lend(List<Request> declared) {
            return shape.session().apply(SessionFacts.of(opened.out()), new RecordedReplies(playback, target, declared));
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
