package org.tidewaiter.engine.spi;

import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Asks probes of some kinds: an OSGi service. */
public interface Prober {

    /** Whether it can ask this probe. */
    boolean supports(Probe probe);

    /** Which credentials its questions carry; a prober that names some is only asked where there is one. */
    default Set<Credential.Kind> credentials() {
        return Set.of();
    }

    /** What the user should know of how it asks, in one line: which means of several it has here. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /**
     * Sends the probe and waits. Whatever happens on the network is an answer, not an exception.
     *
     * @throws InterruptedException when cancelled
     */
    ProbeAnswer ask(Question question) throws InterruptedException;

    /** Decodes the answer's bytes, as stored. Pure and total: any bytes, no exception. Empty when there is nothing beyond the port's state. */
    Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence);
}
