package org.tidewaiter.family.windows.data;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.model.IpAddress;

/**
 * How an interface gets and uses its configuration.
 *
 * @param interfaceName  the interface
 * @param dhcp           whether DHCP configures it
 * @param dhcpServer     who did
 * @param leaseEnds      when it must ask again
 * @param nameServers    DNS servers, in order
 * @param dnsSuffix      suffix of this connection
 * @param searchSuffixes suffixes that are tried
 * @param registersName  whether it registers its name in DNS
 * @param netbios        NetBIOS over TCP/IP: {@code by DHCP}, {@code enabled}, {@code disabled}
 * @param winsServers    WINS servers
 * @param network        name of the network that it is in
 * @param category       {@code public}, {@code private}, {@code domain}
 */
@DataClassId("windows.network-connection")
public record NetworkConnection(@Key String interfaceName, @Nullable Boolean dhcp, @Nullable IpAddress dhcpServer,
        @Nullable Instant leaseEnds, List<IpAddress> nameServers, @Nullable String dnsSuffix, List<String> searchSuffixes,
        @Nullable Boolean registersName, @Nullable String netbios, List<IpAddress> winsServers, @Nullable String network,
        @Nullable String category)
        implements Item {

    public NetworkConnection {
        nameServers = List.copyOf(nameServers);
        searchSuffixes = List.copyOf(searchSuffixes);
        winsServers = List.copyOf(winsServers);
    }
}
