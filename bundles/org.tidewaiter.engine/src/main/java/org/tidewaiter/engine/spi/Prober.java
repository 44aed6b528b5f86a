package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.util.Optional;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Asks probes of some kinds: an OSGi service. */
public interface Prober {

    /** Whether it can ask this probe. */
    boolean supports(Probe probe);

    /**
     * Sends the probe and waits. Whatever happens on the network is an answer, not an exception.
     *
     * @throws InterruptedException when cancelled
     */
    ProbeAnswer ask(ScopedAddress address, Probe probe, Duration timeout) throws InterruptedException;

    /** Decodes the answer's bytes, as stored. Pure and total: any bytes, no exception. Empty when there is nothing beyond the port's state. */
    Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence);
}
