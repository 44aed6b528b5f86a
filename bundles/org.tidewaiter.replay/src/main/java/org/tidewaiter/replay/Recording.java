package org.tidewaiter.replay;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;

/**
 * The evidence of a run: nothing but what the engine stored.
 *
 * @param footer absent when the run was killed
 */
public record Recording(RunHeader header, @Nullable RunFooter footer, List<RecordedVisit> visits) {

    public Recording {
        visits = List.copyOf(visits);
    }
}
