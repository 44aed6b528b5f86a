package org.tidewaiter.engine;

import java.util.Comparator;
import java.util.List;

import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.ServiceLocator;
import org.tidewaiter.engine.spi.Transport;

/**
 * What is installed and takes part in a run.
 *
 * @param families   sorted by id, so that a run never depends on the order in which bundles started
 * @param probers    who asks probes
 * @param transports who opens sessions, sorted by id
 * @param links      what this machine knows of its own links
 * @param locator    who finds servers by name
 */
public record Installed(List<DeviceFamily> families, List<Prober> probers, List<Transport<?>> transports, Links links,
        ServiceLocator locator) {
    /** On a machine that shows no links: for replays, which ask nobody. */
    public Installed(List<DeviceFamily> families, List<Prober> probers, List<Transport<?>> transports) {
        this(families, probers, transports, Links.NONE);
    }

    /** Where no server is looked for by name. */
    public Installed(List<DeviceFamily> families, List<Prober> probers, List<Transport<?>> transports, Links links) {
        this(families, probers, transports, links, ServiceLocator.NONE);
    }

    public Installed {
        families = families.stream().sorted(Comparator.comparing(DeviceFamily::id)).toList();
        probers = List.copyOf(probers);
        transports = transports.stream().sorted(Comparator.<Transport<?>, String> comparing(Transport::id)).toList();
    }
}
