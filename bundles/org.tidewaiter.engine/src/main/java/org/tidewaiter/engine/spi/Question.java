package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.probe.Probe;

/**
 * A probe for one device.
 *
 * @param timeout     how long to wait for the answer
 * @param credentials those of the kinds that the prober named and that cover the address, in the user's order; mostly none
 * @param server      whom to ask about the device, where that is not the device itself ({@link Probe#party()}); otherwise absent
 */
public record Question(ScopedAddress address, Probe probe, Duration timeout, List<Credential> credentials,
        @Nullable ScopedAddress server) {
    public Question {
        credentials = List.copyOf(credentials);
    }

    /** To the device itself, without credentials. */
    public static Question of(ScopedAddress address, Probe probe, Duration timeout) {
        return new Question(address, probe, timeout, List.of(), null);
    }
}
