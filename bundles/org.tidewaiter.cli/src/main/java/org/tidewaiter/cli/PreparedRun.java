package org.tidewaiter.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.tidewaiter.engine.AuditRun;
import org.tidewaiter.engine.Changes;
import org.tidewaiter.engine.Changes.Outcome;
import org.tidewaiter.engine.Preparing;
import org.tidewaiter.engine.RunOrder;
import org.tidewaiter.engine.spi.ChangeTransport;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.Engagement;

/** Before an audit: looks at its targets from outside, and makes the changes that those need which cannot be audited as they are. */
record PreparedRun(Services services, Terminal console, CommonOptions common) {

    /**
     * Prepares.
     *
     * @param order      the audit's
     * @param credential the login for the changes
     */
    Outcome prepare(RunOrder order, Engagement engagement, Credential credential) throws IOException {
        var seen = Collections.synchronizedList(new ArrayList<Visit>());
        var look = new RunOrder(Purpose.SCAN, order.targets(), order.ports(), List.of(), order.limits(), Set.of(),
                order.nameServers(), null, order.software());
        try (var progress = new Progress(console.err(), common, Terminal.isWatched())) {
            new AuditRun(look, services.installed(), new Collected(seen), engagement.pins(), progress, InstantSource.system())
                    .run();
        }
        var preparing = new Preparing(services.installed(), services.all(ChangeTransport.class),
                new Changes(engagement.changes(), line -> console.err().println(Printable.line(line))),
                new ScopeGate(order.targets().scope(), order.targets().excluded()), engagement.pins(), order.limits());
        var done = 0;
        var left = 0;
        try {
            for (var visit : List.copyOf(seen)) {
                var outcome = preparing.prepare(visit, credential);
                done += outcome.done();
                left += outcome.left();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new Outcome(done, left, null);
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
