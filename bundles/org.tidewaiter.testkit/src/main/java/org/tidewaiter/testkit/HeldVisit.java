package org.tidewaiter.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.CredentialSource;
import org.tidewaiter.engine.DeviceTask;
import org.tidewaiter.engine.DeviceTools;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.ShellReplies;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.replay.RecordedVisit;

/** A recorded visit on this machine's shell that hangs at one exchange until somebody interrupts it. */
final class HeldVisit {

    private final RecordedVisit visit;
    private final int held;
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final DeviceTools tools;

    HeldVisit(DeviceFamily family, RecordedVisit visit, int held) {
        this.visit = visit;
        this.held = held;
        tools = DeviceTools.of(new Installed(List.of(family), List.of(), List.of(new HoldingTransport())), Ports.REGISTERED,
                CredentialSource.of(List.of()), (credential, leg) -> leg.run(), PeerPins.FORGETFUL, Limits.DEFAULT,
                (party, device) -> Optional.empty(), true, event -> {
                    // nobody watches
                });
    }

    /** Runs up to the held exchange, cancels there, and tells whether all ended in time. */
    boolean endsWithinASecond() throws InterruptedException {
        var task = Thread.ofPlatform().daemon().name("held visit")
                .start(() -> new DeviceTask(tools, null, null, new GrowingLog()).run());
        while (!hanging.await(5, TimeUnit.MILLISECONDS)) {
            if (!task.isAlive()) {
                return true; // nobody asked for this exchange, so there was nothing to hold
            }
        }
        task.interrupt();
        return task.join(Duration.ofSeconds(1));
    }

    private final class HoldingTransport implements Transport<ShellSession> {
        @Override
        public String id() {
            return "held";
        }

        @Override
        public Class<ShellSession> sessionType() {
            return ShellSession.class;
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return Set.of();
        }

        @Override
        public LiveSession<ShellSession> open(Opening opening) {
            return new Holding(opening);
        }
    }

    private final class Holding implements LiveSession<ShellSession>, ShellSession {
        private final Opening opening;

        Holding(Opening opening) {
            this.opening = opening;
        }

        @Override
        public List<Observation> greeting() {
            var recorded = visit.exchanges().stream().filter(e -> e.kind() == Kind.SESSION).findFirst().orElseThrow();
            var exchange = opening.log().add(Kind.SESSION, "held", "held", Ending.COMPLETE, -1, recorded.out(), new byte[0],
                    recorded.started(),
                    recorded.duration());
            return List.of(ShellReplies.greeting(SessionFacts.of(recorded.out()), exchange.evidence()));
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
            // the interrupt alone must do
        }

        @Override
        public void close() {
            // nothing is open
        }

        @Override
        public String target() {
            return "local";
        }

        @Override
        public ShellReply run(ShellCommand command) throws TransportException, InterruptedException {
            var recorded = visit.exchanges().stream().filter(e -> e.kind() == Kind.REQUEST && e.requestId().equals(command.id()))
                    .findFirst()
                    .orElseThrow(() -> new TransportException(Failure.BROKEN, command.id() + " was not recorded"));
            if (recorded.ordinal() == held) {
                hanging.countDown();
                Thread.sleep(Duration.ofMinutes(5));
            }
            return ShellReplies.reply(opening.log().add(Kind.REQUEST, command.id(), command.text(), recorded.ending(),
                    recorded.exit(), recorded.out(),
                    recorded.err(), recorded.started(), recorded.duration()));
        }

        @Override
        public ShellReply run(ShellTemplate template, String value) throws TransportException, InterruptedException {
            return run(template.with(value));
        }
    }
}
