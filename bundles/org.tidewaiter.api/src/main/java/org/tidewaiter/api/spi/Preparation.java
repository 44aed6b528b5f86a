package org.tidewaiter.api.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.probe.Observations;

/**
 * A way to make a device auditable that changes its settings. Never taken without the user's explicit demand. A family only says what is to be
 * changed; the engine writes down what was before and what is intended, then changes it, and takes it back on demand.
 */
@ConsumerType
public interface Preparation {

    /** Kebab case, unique over all families: {@code windows-enable-remoting}. */
    String id();

    /** What it does, in a few words: {@code enable PowerShell Remoting}. */
    String title();

    /** The TCP ports that the changes go through; when one is shut, nothing is tried. */
    Set<Integer> through();

    /** Why a device that looks like this needs it; empty where it does not. Pure. */
    Optional<String> neededFor(Observations observations);

    /**
     * The changes, in the order in which they are made. Pure.
     *
     * @param from whom the device shall let in: this machine, as the device sees it; empty where that is not known
     */
    List<Change> changes(Optional<IpAddress> from);
}
