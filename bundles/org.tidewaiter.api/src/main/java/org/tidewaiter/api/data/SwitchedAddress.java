package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.MacAddress;

/**
 * A hardware address that a switch has seen behind one of its ports (IEEE 802.1D forwarding database).
 *
 * @param macAddress    the address
 * @param database      filtering database, which most switches number as the VLAN; 0 where there is but one
 * @param interfaceName the port; absent when the switch does not say
 * @param state         in the MIB's words: {@code learned}, {@code self}, {@code mgmt}
 */
public record SwitchedAddress(@Key MacAddress macAddress, @Key long database, @Nullable String interfaceName,
        @Nullable String state)
        implements Item {
}
