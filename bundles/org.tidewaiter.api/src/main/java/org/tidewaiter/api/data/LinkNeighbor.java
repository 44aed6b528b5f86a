package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;

/**
 * What a device hears of another at the far end of a cable (IEEE 802.1AB LLDP, and vendors' protocols like it).
 *
 * @param interfaceName   the device's own interface
 * @param protocol        {@code lldp}, {@code cdp}
 * @param neighbor        the other's identifier: LLDP chassis id, CDP device id
 * @param port            the other's port
 * @param portDescription what the other calls its port
 * @param name            the other's name
 * @param description     the other's system description
 * @param platform        the other's model
 * @param macAddress      the other's hardware address, where the identifier is one
 * @param addresses       its management addresses
 * @param capabilities    what it is and has switched on, in the protocol's words: {@code bridge}, {@code router}
 * @param nativeVlan      native VLAN of its port
 * @param duplex          duplex of its port, in the MIB's words
 */
public record LinkNeighbor(@Key String interfaceName, @Key String protocol, @Key String neighbor, @Nullable String port,
        @Nullable String portDescription, @Nullable String name, @Nullable String description, @Nullable String platform,
        @Nullable MacAddress macAddress, List<IpAddress> addresses, List<String> capabilities, @Nullable Long nativeVlan,
        @Nullable String duplex)
        implements Item {

    public LinkNeighbor {
        addresses = List.copyOf(addresses);
        capabilities = List.copyOf(capabilities);
    }
}
