package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DatabaseInstance;
import org.tidewaiter.api.data.WebSite;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.ClusterNode;
import org.tidewaiter.family.windows.data.DhcpScope;
import org.tidewaiter.family.windows.data.DnsZone;
import org.tidewaiter.family.windows.data.HostedService;
import org.tidewaiter.family.windows.data.VirtualMachine;

/** What servers serve: web sites, databases, virtual machines, DHCP, DNS, clusters, and other roles. */
public final class Roles {

    /** MicrosoftDNS_Zone.ZoneType. */
    private static final List<String> ZONES = List.of("cache", "primary", "secondary", "stub", "forwarder");
    private static final List<String> UPDATES = List.of("none allowed", "any", "secure only");
    private static final List<String> TRANSFERS = List.of("anybody", "name servers", "listed", "nobody");
    /** MSCluster_Node.State. */
    private static final List<String> NODES = List.of("up", "down", "paused", "joining");

    private Roles() {
    }

    /** A site of IIS. */
    public static @Nullable WebSite site(CimRow row) {
        var name = Clean.text(row, "name");
        return name == null ? null
                : new WebSite(name, Clean.text(row, "id"), Clean.texts(row, "bindings"), Clean.texts(row, "folders"),
                        Clean.flag(row, "auto"));
    }

    /** An instance of SQL Server. */
    public static @Nullable DatabaseInstance database(CimRow row) {
        var name = Clean.text(row, "instance");
        return name == null ? null
                : new DatabaseInstance("Microsoft SQL Server", name, Clean.text(row, "Version"), Clean.text(row, "Edition"),
                        Clean.text(row, "PatchLevel"), Clean.text(row, "SQLDataRoot"));
    }

    /** A row of Msvm_ComputerSystem; the one without a GUID as name is the host. */
    public static @Nullable VirtualMachine machine(CimRow row) {
        var id = Clean.text(row, "Name");
        if (id == null || !id.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            return null;
        }
        return new VirtualMachine(id.toLowerCase(Locale.ROOT), Clean.text(row, "ElementName"),
                switch (row.integer("EnabledState").orElse(0)) {
                    case 2 -> "running";
                    case 3 -> "off";
                    case 6 -> "saved";
                    case 9, 32768 -> "paused";
                    case 4, 10, 32770, 32773, 32774, 32776, 32777 -> "changing";
                    case 32769 -> "saved";
                    default -> null;
                }, Clean.instant(row, "InstallDate"));
    }

    /** A row of DhcpServerv4Scope. */
    public static @Nullable DhcpScope scope(CimRow row) {
        var scope = ip(row, "ScopeId");
        var state = row.text("State");
        return scope == null ? null
                : new DhcpScope(scope, Clean.text(row, "Name"), ip(row, "SubnetMask"), ip(row, "StartRange"), ip(row, "EndRange"),
                        state == null ? null : Boolean.valueOf(state.equalsIgnoreCase("Active")));
    }

    private static @Nullable IpAddress ip(CimRow row, String name) {
        var text = Clean.text(row, name);
        return text == null ? null : IpAddress.tryParse(text).orElse(null);
    }

    /** A row of MicrosoftDNS_Zone. */
    public static @Nullable DnsZone zone(CimRow row) {
        var name = Clean.first(row, "Name", "ContainerName");
        return name == null ? null
                : new DnsZone(name.toLowerCase(Locale.ROOT), Clean.word(row, "ZoneType", ZONES), Clean.flag(row, "DsIntegrated"),
                        Clean.word(row, "AllowUpdate", UPDATES), Clean.word(row, "SecureSecondaries", TRANSFERS));
    }

    /** A row of MSCluster_Node with the cluster's name. */
    public static @Nullable ClusterNode node(CimRow row, String cluster) {
        var name = Clean.text(row, "Name");
        return name == null ? null : new ClusterNode(cluster, name, Clean.word(row, "State", NODES));
    }

    /** A role that only the registry tells of. */
    public static @Nullable HostedService hosted(CimRow row) {
        var kind = Clean.text(row, "kind");
        var name = Clean.text(row, "name");
        return kind == null || name == null ? null
                : new HostedService(kind, name, Clean.text(row, "version"), Clean.text(row, "detail"));
    }
}
