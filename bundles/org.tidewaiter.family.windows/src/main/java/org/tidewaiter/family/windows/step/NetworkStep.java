package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.HostsEntry;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.NetworkNeighbor;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.NetworkConnection;
import org.tidewaiter.family.windows.parse.Networks;

/** Interfaces and how they are configured, addresses, routes, neighbours, and the hosts file. */
public final class NetworkStep implements RemotingStep {

    private static final String NETWORK = "root/StandardCimv2";

    private static final CimQuery ADAPTERS = CimQuery
            .of("network-adapters", "MSFT_NetAdapter", "Name", "InterfaceDescription", "InterfaceIndex", "InterfaceType",
                    "InterfaceOperationalStatus", "NetworkAddresses", "PermanentAddress", "MtuSize",
                    "ActiveMaximumTransmissionUnit",
                    "ReceiveLinkSpeed", "FullDuplex", "DriverName", "DriverVersionString", "Virtual", "Hidden", "VlanID")
            .in(NETWORK).where("Hidden=FALSE");
    private static final CimQuery CONFIGURATIONS = CimQuery.of("adapter-configurations", "Win32_NetworkAdapterConfiguration",
            "Index",
            "InterfaceIndex", "Description", "ServiceName", "MACAddress", "IPEnabled", "IPAddress", "IPSubnet", "DHCPEnabled",
            "DHCPServer", "DHCPLeaseExpires", "DNSServerSearchOrder", "DNSDomain", "DNSDomainSuffixSearchOrder",
            "FullDNSRegistrationEnabled", "TcpipNetbiosOptions", "WINSPrimaryServer", "WINSSecondaryServer");
    private static final CimQuery ADDRESSES = CimQuery.of("ip-addresses", "MSFT_NetIPAddress", "InterfaceAlias", "InterfaceIndex",
            "IPAddress", "PrefixLength", "PrefixOrigin", "AddressState").in(NETWORK);
    private static final CimQuery ROUTES = CimQuery.of("ip-routes", "MSFT_NetRoute", "InterfaceAlias", "InterfaceIndex",
            "DestinationPrefix", "NextHop", "RouteMetric", "Protocol", "Store").in(NETWORK);
    private static final CimQuery NEIGHBORS = CimQuery
            .of("ip-neighbors", "MSFT_NetNeighbor", "InterfaceAlias", "InterfaceIndex", "IPAddress", "LinkLayerAddress", "State")
            .in(NETWORK);
    private static final CimQuery PROFILES = CimQuery
            .of("connection-profiles", "MSFT_NetConnectionProfile", "InterfaceIndex", "InterfaceAlias", "Name", "NetworkCategory",
                    "IPv4Connectivity")
            .in(NETWORK);
    private static final PowerShellScript HOSTS = PowerShellScript.of("hosts-file",
            "Get-Content -LiteralPath \"$env:SystemRoot\\System32\\drivers\\etc\\hosts\" -TotalCount 5000"
                    + " | Where-Object { $_ -match '^\\s*[0-9A-Fa-f:.]+\\s+\\S' } | ForEach-Object { @{ line = \"$_\" } }");

    @Override
    public String id() {
        return "network";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(NetworkInterface.class, NetworkConnection.class, AssignedAddress.class, Route.class, NetworkNeighbor.class,
                HostsEntry.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(ADAPTERS, CONFIGURATIONS, ADDRESSES, ROUTES, NEIGHBORS, PROFILES, HOSTS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(160);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var adapters = session.query(ADAPTERS);
        var configurations = session.query(CONFIGURATIONS);
        var names = Networks.names(adapters.rows(), configurations.rows());
        interfaces(sink, adapters, configurations);
        addresses(session, sink, configurations);
        var profiles = Networks.byIndex(session.query(PROFILES).rows());
        var connections = Reading.state(sink, configurations, NetworkConnection.class,
                row -> Networks.connection(row, names, profiles));
        Reading.settle(sink, configurations, NetworkConnection.class, connections > 0, "no interface has IP");
        new Reading<>(ROUTES, Route.class, "the routing table is empty", row -> Networks.route(row, names)).state(session, sink);
        new Reading<>(NEIGHBORS, NetworkNeighbor.class, "no neighbour is known", row -> Networks.neighbor(row, names))
                .state(session, sink);
        new Reading<>(HOSTS, HostsEntry.class, "the hosts file names nobody", Networks::hosts).state(session, sink);
    }

    /** Windows before 8 has no root/StandardCimv2. */
    private static boolean isOld(CimReply reply) {
        var shortfall = reply.shortfall();
        return shortfall != null && shortfall.reason() == GapReason.NOT_PRESENT && reply.rows().isEmpty();
    }

    private static void interfaces(FactSink sink, CimReply adapters, CimReply configurations) {
        var old = isOld(adapters);
        var reply = old ? configurations : adapters;
        var found = Reading.state(sink, reply, NetworkInterface.class, old ? Networks::oldAdapter : Networks::adapter);
        Reading.settle(sink, reply, NetworkInterface.class, found > 0, "no interface is there");
    }

    private static void addresses(PowerShellSession session, FactSink sink, CimReply configurations)
            throws TransportException, InterruptedException {
        var addresses = session.query(ADDRESSES);
        var names = Networks.names(session.query(ADAPTERS).rows(), configurations.rows());
        if (!isOld(addresses)) {
            var found = Reading.state(sink, addresses, AssignedAddress.class, row -> Networks.address(row, names));
            Reading.settle(sink, addresses, AssignedAddress.class, found > 0, "no address is assigned");
            return;
        }
        var found = 0;
        for (var row : configurations.rows()) {
            for (var address : Networks.oldAddresses(row)) {
                sink.fact(address, configurations.at(row));
                found++;
            }
        }
        sink.missing(AssignedAddress.class, configurations);
        Reading.settle(sink, configurations, AssignedAddress.class, found > 0, "no address is assigned");
    }
}
