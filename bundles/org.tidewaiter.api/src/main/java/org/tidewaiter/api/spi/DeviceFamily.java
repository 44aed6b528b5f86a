package org.tidewaiter.api.spi;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;

/**
 * A family of devices: the one OSGi service that a plugin registers, by Declarative Services. It is a table of contents without logic; all
 * that it returns is constant, stateless and safe for many threads.
 */
@ConsumerType
public interface DeviceFamily {

    /** {@code printer}, {@code com.acme.laser}: lower case, never changed once published. */
    String id();

    /** Its name for people. */
    String label();

    /**
     * Whether the family only claims what nobody else knows: its claims rank after all others of the same confidence and never make a
     * device ambiguous.
     */
    default boolean isFallback() {
        return false;
    }

    /** The ports that recognising and auditing such a device needs. */
    default List<PortRule> portRules() {
        return List.of();
    }

    /** What the recogniser wants to see. */
    default List<Probe> probes() {
        return List.of();
    }

    /** Tells such a device from others. */
    default Recognizer recognizer() {
        return observations -> Optional.empty();
    }

    /** Reads such a device. */
    default Auditor auditor() {
        return Auditor.NONE;
    }

    /** Judges what was read of such a device, in the order of a report. */
    default List<Check> checks() {
        return List.of();
    }

    /** Ways to make such a device auditable that change it. */
    default List<Preparation> preparations() {
        return List.of();
    }
}
