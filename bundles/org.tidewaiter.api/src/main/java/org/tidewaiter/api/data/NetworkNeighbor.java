package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;

/**
 * A neighbour on a link, as the ARP table or IPv6 neighbour discovery knows it.
 *
 * @param interfaceName the interface
 * @param address       its address
 * @param macAddress    its hardware address
 * @param state         in the words of RFC 4861: {@code reachable}, {@code stale}, {@code permanent}
 */
public record NetworkNeighbor(@Key String interfaceName, @Key IpAddress address, @Nullable MacAddress macAddress,
        @Nullable String state)
        implements Item {
}
