package org.tidewaiter.engine;

import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Prober;

/** A probe of a run, and who asks it. */
record PlannedProbe(Probe probe, Prober prober) {
}
