package org.tidewaiter.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.ShellReplies;
import org.tidewaiter.engine.spi.Transport;

/** A shell of the tests' own: echoes each command as its reply, accepts one password, counts what is sent. */
final class FakeShell implements Transport<ShellSession> {

    private final boolean local;
    private final String password;
    final AtomicInteger passwordsSent = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile String answer = "";
    volatile boolean broken;

    FakeShell(boolean local, String password) {
        this.local = local;
        this.password = password;
    }

    @Override
    public String id() {
        return local ? "local" : "ssh";
    }

    @Override
    public Class<ShellSession> sessionType() {
        return ShellSession.class;
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public int port() {
        return local ? 0 : 22;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return local ? Set.of() : Set.of(Credential.Kind.PASSWORD);
    }

    @Override
    public LiveSession<ShellSession> open(Opening opening) throws TransportException, InterruptedException {
        if (broken) {
            throw new IllegalStateException("a defect of the library below");
        }
        var credential = opening.credential();
        try {
            if (credential != null) {
                opening.logins().login(credential, () -> send(credential, opening.target()));
            }
        } catch (TransportException e) {
            opening.log().add(Kind.SESSION, id(), id() + " " + opening.target(), Ending.failed(e), -1, new byte[0], new byte[0],
                    opening.log().now(),
                    Duration.ZERO);
            throw e;
        }
        return new Live(opening);
    }

    private void send(Credential credential, String target) throws TransportException, InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        passwordsSent.incrementAndGet();
        Thread.sleep(20);
        atOnce.decrementAndGet();
        if (!credential.secret().lend(String::new).equals(password)) {
            throw new TransportException(Failure.REJECTED, target + ": refused");
        }
    }

    private final class Live implements LiveSession<ShellSession>, ShellSession {
        private final Opening opening;

        Live(Opening opening) {
            this.opening = opening;
        }

        @Override
        public List<Observation> greeting() {
            var facts = new SessionFacts().put("system", "Linux").put("release", "6").put("machine", "x86_64");
            var exchange = opening.log().add(Kind.SESSION, id(), id() + " " + opening.target(), Ending.COMPLETE, -1,
                    facts.bytes(), new byte[0],
                    opening.log().now(), Duration.ZERO);
            return List.of(ShellReplies.greeting(facts, exchange.evidence()));
        }

        @Override
        public void announce(List<Request> requests) {
            // each is answered when it is asked
        }

        @Override
        public ShellSession lend(List<Request> declared) {
            return this;
        }

        @Override
        public void abort() {
            // nothing is under way
        }

        @Override
        public void close() {
            // nothing is open
        }

        @Override
        public String target() {
            return opening.target();
        }

        @Override
        public ShellReply run(ShellCommand command) throws TransportException {
            return ShellReplies.reply(opening.log().add(Kind.REQUEST, command.id(), command.text(), Ending.COMPLETE, 0,
                    (answer.isEmpty() ? command.text() : answer).getBytes(StandardCharsets.UTF_8), new byte[0],
                    opening.log().now(), Duration.ZERO));
        }

        @Override
        public ShellReply run(ShellTemplate template, String value) throws TransportException {
            return run(template.with(value));
        }
    }
}
