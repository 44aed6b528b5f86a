package org.tidewaiter.replay;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.ShellReplies;
import org.tidewaiter.engine.spi.Transport;

/** Stands in for a shell transport: opens what was opened, fails as it failed, replies what was replied. */
final class RecordedShellTransport implements Transport<ShellSession> {

    private final Playback playback;
    private final Transport<?> real;

    RecordedShellTransport(Playback playback, Transport<?> real) {
        this.playback = playback;
        this.real = real;
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Class<ShellSession> sessionType() {
        return ShellSession.class;
    }

    @Override
    public boolean isLocal() {
        return real.isLocal();
    }

    @Override
    public int port() {
        return real.port();
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return real.credentials();
    }

    @Override
    public LiveSession<ShellSession> open(Opening opening) throws TransportException {
        var credential = opening.credential();
        var exchange = playback.nextSession(id(), credential == null ? "" : credential.name())
                .orElseThrow(() -> new TransportException(Failure.WITHHELD, "the recording holds no further login by " + id()));
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        return new RecordedShell(opening.target(), exchange);
    }

    private final class RecordedShell implements LiveSession<ShellSession> {
        private final String target;
        private final Exchange opened;

        RecordedShell(String target, Exchange opened) {
            this.target = target;
            this.opened = opened;
        }

        @Override
        public List<Observation> greeting() {
            return List.of(ShellReplies.greeting(SessionFacts.of(opened.out()), opened.evidence()));
        }

        @Override
        public void announce(List<Request> requests) {
            // all replies are here
        }

        @Override
        public ShellSession lend(List<Request> declared) {
            return new Lent(target, declared);
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

    private final class Lent implements ShellSession {
        private final String target;
        private final List<Request> declared;

        Lent(String target, List<Request> declared) {
            this.target = target;
            this.declared = List.copyOf(declared);
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public ShellReply run(ShellCommand command) throws TransportException {
            if (!declared.contains(command)) {
                throw new UndeclaredRequestException(target + ": undeclared request " + command.id());
            }
            return reply(command);
        }

        @Override
        public ShellReply run(ShellTemplate template, String value) throws TransportException {
            if (!declared.contains(template)) {
                throw new UndeclaredRequestException(target + ": undeclared request " + template.id());
            }
            return reply(template.with(value));
        }

        private ShellReply reply(ShellCommand command) throws TransportException {
            Exchange exchange;
            try {
                exchange = playback.find(Kind.REQUEST, command.id(), command.text());
            } catch (UnrecordedRequestException e) {
                if (playback.hasCuts()) {
                    throw new TransportException(Failure.BROKEN, "the recording was cut before " + command.id(), e);
                }
                throw e;
            }
            return ShellReplies.reply(exchange);
        }
    }
}
