package org.tidewaiter.api.spi;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.probe.Observations;

/** Tells from observations whether a device is of the family. Pure, total and thread-safe: no clock, no network, no exception for any input. */
@ConsumerType
@FunctionalInterface
public interface Recognizer {

    /** The family's claim, or empty. Each reason's evidence is among the observations. */
    Optional<Claim> recognize(Observations observations);
}
