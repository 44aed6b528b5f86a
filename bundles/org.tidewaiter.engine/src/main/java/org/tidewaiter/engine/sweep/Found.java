package org.tidewaiter.engine.sweep;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A device that gave a sign of life.
 *
 * @param answers   to all probes of the sweep, in the plan's order
 * @param suspicion why it may be no device at all; absent when nothing speaks for that
 */
public record Found(SweepTarget target, List<Asked> answers, @Nullable String suspicion) {
    public Found {
        answers = List.copyOf(answers);
    }
}
