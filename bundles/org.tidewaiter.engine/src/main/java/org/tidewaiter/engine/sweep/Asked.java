package org.tidewaiter.engine.sweep;

import java.time.Duration;
import java.time.Instant;

import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;

/**
 * A probe that was asked, with its answer.
 *
 * @param prober who asked, and can decode it
 */
public record Asked(Probe probe, Prober prober, ProbeAnswer answer, Instant started, Duration duration) {
}
