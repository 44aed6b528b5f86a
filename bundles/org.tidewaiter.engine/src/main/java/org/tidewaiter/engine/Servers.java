package org.tidewaiter.engine;

import java.util.List;
import java.util.Optional;

import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.engine.spi.ScopedAddress;

/** Whom to ask about a device, where that is not the device itself. */
@FunctionalInterface
public interface Servers {

    /** The party's server for a device; empty when there is none, and so nobody is asked. */
    Optional<ScopedAddress> of(Party party, ScopedAddress device);

    /** The first of these name servers, for every device but this machine's own addresses: nobody else is asked about those. */
    static Servers names(List<ScopedAddress> nameServers) {
        return (party, device) -> party == Party.DNS_SERVER && !device.address().isLoopback() ? nameServers.stream().findFirst()
                : Optional.empty();
    }
}
