package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/**
 * An entry of the routing table.
 *
 * @param destination   where to; a length of 0 is the default route
 * @param table         routing table or instance: {@code main}
 * @param kind          {@code unicast}, {@code blackhole} ...
 * @param gateway       next hop; absent for on-link destinations
 * @param interfaceName way out
 * @param metric        lower is preferred
 * @param source        preferred source address
 * @param origin        who put it there: {@code kernel}, {@code dhcp}, {@code static}, {@code bgp}
 */
public record Route(@Key Prefix destination, @Key String table, @Nullable String kind, @Nullable IpAddress gateway,
        @Nullable String interfaceName, @Nullable Long metric, @Nullable IpAddress source, @Nullable String origin)
        implements Item {
}
