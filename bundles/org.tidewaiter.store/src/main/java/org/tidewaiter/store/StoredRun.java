package org.tidewaiter.store;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;

/**
 * A run.
 *
 * @param id     from 1, in the order of their beginnings
 * @param footer absent while it runs, and for ever when it was killed
 */
public record StoredRun(long id, RunHeader header, @Nullable RunFooter footer) {
}
