package org.tidewaiter.engine.sweep;

import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.SweepProber;

/** A probe of a sweep, and who asks it. */
public record SweepProbe(Probe probe, SweepProber prober) {
    /** Whether asking means looking into this machine's own tables: last, when the others have caused traffic. */
    boolean isLook() {
        return probe.protocol() == Protocol.ARP;
    }
}
