package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.probe.Probe;

/**
 * A probe for one device.
 *
 * @param timeout     how long to wait for the answer
 * @param credentials those of the kinds that the prober named and that cover the address, in the user's order; mostly none
 */
public record Question(ScopedAddress address, Probe probe, Duration timeout, List<Credential> credentials) {
    public Question {
        credentials = List.copyOf(credentials);
    }

    /** Without credentials. */
    public static Question of(ScopedAddress address, Probe probe, Duration timeout) {
        return new Question(address, probe, timeout, List.of());
    }
}
