package org.tidewaiter.cli;

import java.io.IOException;
import java.util.ArrayList;

import org.tidewaiter.replay.RecordedVisit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/** Takes a run's evidence out of an engagement. */
final class Recordings {

    private Recordings() {
    }

    static Recording of(EngagementReader reader, StoredRun run) throws IOException {
        var visits = new ArrayList<RecordedVisit>();
        for (var visit : reader.visits(run)) {
            visits.add(new RecordedVisit(visit.address(), visit.asked(), reader.evidence(visit)));
        }
        return new Recording(run.header(), run.footer(), visits);
    }
}
