package org.tidewaiter.engine;

import org.tidewaiter.engine.spi.RunFooter;

/**
 * What came of a run.
 *
 * @param footer  as stored
 * @param devices devices that answered
 * @param audited those of them that let us in
 * @param facts   rows stored
 * @param gaps    gaps stored
 */
public record RunResult(RunFooter footer, long devices, long audited, long facts, long gaps) {
}
