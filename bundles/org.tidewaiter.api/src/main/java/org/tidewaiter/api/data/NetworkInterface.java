package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.MacAddress;

/**
 * A network interface, physical or virtual.
 *
 * @param name       the system's name: {@code eth0}
 * @param index      interface index (RFC 2863 ifIndex, where the system has one)
 * @param kind       what it is, in the system's words: {@code ether}, {@code loopback}, {@code bridge}, {@code vlan}
 * @param macAddress hardware address
 * @param up         whether it is operational (RFC 2863 ifOperStatus up)
 * @param mtu        largest packet
 * @param speed      current speed
 * @param duplex     {@code full} or {@code half}
 * @param driver     the driver's name
 * @param master     bridge, bond or team that it belongs to
 * @param alias      what an administrator named it
 */
public record NetworkInterface(@Key String name, @Nullable Long index, @Nullable String kind, @Nullable MacAddress macAddress,
        @Nullable Boolean up, @Unit("B") @Nullable Long mtu, @Unit("bit/s") @Nullable Long speed, @Nullable String duplex,
        @Nullable String driver, @Nullable String master, @Nullable String alias)
        implements Item {
}
