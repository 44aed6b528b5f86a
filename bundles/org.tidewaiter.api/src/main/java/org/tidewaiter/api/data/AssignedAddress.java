package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;

/**
 * An IP address of an interface.
 *
 * @param interfaceName the interface
 * @param address       the address
 * @param prefixLength  length of its on-link prefix
 * @param scope         {@code global}, {@code link}, {@code host}
 * @param dynamic       whether DHCP or router advertisements gave it
 */
@DataClassId("ip-address")
public record AssignedAddress(@Key String interfaceName, @Key IpAddress address, long prefixLength, @Nullable String scope,
        @Nullable Boolean dynamic)
        implements Item {
}
