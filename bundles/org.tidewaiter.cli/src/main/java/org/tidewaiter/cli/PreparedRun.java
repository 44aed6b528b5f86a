package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.tidewaiter.engine.AuditRun;
import org.tidewaiter.engine.Changes;
import org.tidewaiter.engine.Preparing;
import org.tidewaiter.engine.RunOrder;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.ChangeTransport;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.Engagement;

/** Before an audit: looks at its targets from outside, and makes the changes that those need which cannot be audited as they are. */
record PreparedRun(Services services, Terminal console, CommonOptions common) {

    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 1_000;

    /**
     * What came of it.
     *
     * @param done    how many changes were made
     * @param left    how many were wanted and not made
     * @param refused names of the credentials that were refused, and are not to be sent again
     */
    record Result(int done, int left, Set<String> refused) {

        String words(Path engagement) {
            if (done == 0) {
                return "nothing was changed" + (left == 0 ? ": no device needs it that surely can be prepared" : "");
            }
            return done + (done == 1 ? " change" : " changes") + " made" + (left == 0 ? "" : ", " + left + " not")
                    + "; `tidewaiter undo --engagement " + engagement + "` takes " + (done == 1 ? "it" : "them") + " back";
        }
    }

    /**
     * Prepares, and waits until what was enabled answers.
     *
     * @param order      the audit's
     * @param credential the login for the changes
     */
    Result prepare(RunOrder order, Engagement engagement, Credential credential) throws IOException {
        var preparing = new Preparing(services.installed(), services.all(ChangeTransport.class),
                new Changes(engagement.changes(), this::say), new ScopeGate(order.targets().scope(), order.targets().excluded()),
                engagement.pins(), order.limits());
        var done = 0;
        var left = 0;
        try {
            var prepared = new ArrayList<String>();
            for (var visit : look(order, order.targets(), engagement)) {
                var outcome = preparing.prepare(visit, credential);
                done += outcome.done();
                left += outcome.left();
                if (outcome.done() > 0 && outcome.left() == 0) {
                    prepared.add(visit.address());
                }
            }
            await(order, engagement, preparing, prepared);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new Result(done, left, preparing.refused());
    }

    private void say(String line) {
        console.err().println(Printable.line(line));
    }

    private List<Visit> look(RunOrder order, Targets targets, Engagement engagement) throws IOException, InterruptedException {
        var seen = Collections.synchronizedList(new ArrayList<Visit>());
        var look = new RunOrder(Purpose.SCAN, targets, order.ports(), List.of(), order.limits(), Set.of(), order.nameServers(),
                null, order.software());
        try (var progress = new Progress(console.err(), common, Terminal.isWatched())) {
            // what there is to note, the audit notes too
            var run = new AuditRun(look, services.installed(), new Collected(seen), engagement.pins(), event -> {
                if (!(event instanceof RunEvent.Note)) {
                    progress.on(event);
                }
            }, InstantSource.system()).run();
            if (run.footer().ending() == Ended.CANCELLED) {
                throw new InterruptedException("nothing more is changed");
            }
        }
        return List.copyOf(seen);
    }

    /** A service says that it runs before it listens, and a firewall takes its time: the audit would find the door shut. */
    private void await(RunOrder order, Engagement engagement, Preparing preparing, List<String> prepared)
            throws IOException, InterruptedException {
        var deadline = Deadline.in(OPENING);
        var waiting = prepared;
        while (!waiting.isEmpty()) {
            var still = new ArrayList<String>();
            for (var visit : look(order, targets(waiting), engagement)) {
                var why = preparing.needs(visit);
                if (why.isPresent()) {
                    still.add(visit.address());
                    if (deadline.passed()) {
                        say(visit.address() + ": " + why.get() + " still, " + OPENING.toSeconds()
                                + " s after it was prepared; a firewall on the way may hold it up: see `tidewaiter readiness`");
                    }
                }
            }
            if (deadline.passed()) {
                return;
            }
            waiting = still;
            if (!waiting.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static Targets targets(List<String> addresses) throws InterruptedException {
        try {
            return Targets.parse(addresses, List.of(), true, _ -> List.of());
        } catch (TargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps visits in memory: nothing of this look at the devices goes into the engagement, the audit looks itself. */
    private record Collected(List<Visit> visits) implements RunJournal {
        @Override
        public void begin(RunHeader header) {
            // nobody reads it
        }

        @Override
        public void resume(long run) {
            // never asked for
        }

        @Override
        public void commit(Visit visit) {
            visits.add(visit);
        }

        @Override
        public void finish(RunFooter footer) {
            // nobody reads it
        }
    }
}
