package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredRun;

/** Picks a run of an engagement. */
final class Runs {

    private Runs() {
    }

    /** The run of this number, or the latest. */
    static StoredRun choose(EngagementReader reader, @Nullable Long number, Path engagement) throws IOException, UserException {
        var run = number == null ? reader.latestRun() : reader.run(number);
        return run.orElseThrow(() -> new UserException(ExitStatus.USAGE,
                engagement + (number == null ? " holds no run yet; start with `tidewaiter audit`"
                        : " holds no run number " + number)));
    }
}
