package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.HostsEntry;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.NetworkNeighbor;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.NetworkConnection;

/** Interfaces, addresses, routes and neighbours from root/StandardCimv2; where that is missing, from the classes of old. */
public final class Networks {

    /** NdisMedium and physical kinds, of which the common ones get the words that other systems use (IANAifType). */
    private static final Map<Long, String> KINDS = Map.of(6L, "ether", 24L, "loopback", 71L, "wlan", 131L, "tunnel", 23L, "ppp",
            53L,
            "virtual", 243L, "wwan", 244L, "wwan");
    private static final List<String> NETBIOS = List.of("by DHCP", "enabled", "disabled");
    /** MSFT_NetConnectionProfile.NetworkCategory. */
    private static final List<String> CATEGORIES = List.of("public", "private", "domain");
    /** MSFT_NetNeighbor.State; the words are those of RFC 4861 section 7.3.2. */
    private static final List<String> STATES = List.of("unreachable", "incomplete", "probe", "delay", "stale", "reachable",
            "permanent");
    /** MSFT_NetIPAddress.PrefixOrigin: DHCP and router advertisement. */
    private static final List<Long> DYNAMIC = List.of(3L, 4L);
    private static final int OPER_UP = 1;
    private static final int ROUTER_MANAGED = 3;
    private static final int STORE_ACTIVE = 1;

    private Networks() {
    }

    /** A row of MSFT_NetAdapter. */
    public static @Nullable NetworkInterface adapter(CimRow row) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var type = Clean.number(row, "InterfaceType");
        var state = Clean.number(row, "InterfaceOperationalStatus");
        var duplex = row.flag("FullDuplex");
        return new NetworkInterface(name, Clean.positive(row, "InterfaceIndex"),
                type == null ? null : KINDS.getOrDefault(type, "type " + type),
                mac(Clean.first(row, "NetworkAddresses", "PermanentAddress"), Clean.texts(row, "NetworkAddresses")),
                state == null ? null : Boolean.valueOf(state == OPER_UP), mtu(row), speed(row),
                duplex.isEmpty() || !Objects.equals(state, 1L) ? null : duplex.get() ? "full" : "half",
                Clean.text(row, "DriverName") == null ? null : driver(row), null, Clean.text(row, "InterfaceDescription"));
    }

    /** {@code \SystemRoot\System32\drivers\e1d68x64.sys} */
    private static @Nullable String driver(CimRow row) {
        var path = Clean.text(row, "DriverName");
        return path == null ? null : Clean.text(path.substring(path.lastIndexOf('\\') + 1).replaceFirst("(?i)\\.sys$", ""));
    }

    private static @Nullable Long mtu(CimRow row) {
        var mtu = Clean.positive(row, "MtuSize");
        return mtu == null ? Clean.positive(row, "ActiveMaximumTransmissionUnit") : mtu;
    }

    /** The greatest number stands for unknown. */
    private static @Nullable Long speed(CimRow row) {
        var speed = Clean.positive(row, "ReceiveLinkSpeed");
        return speed == null || speed >= Long.MAX_VALUE ? null : speed;
    }

    private static @Nullable MacAddress mac(@Nullable String one, List<String> several) {
        var text = several.isEmpty() ? one : several.getFirst();
        if (text == null) {
            return null;
        }
        var digits = text.replaceAll("[^0-9A-Fa-f]", "");
        return digits.length() != 12 || digits.matches("0+") ? null
                : MacAddress.tryParse(digits.replaceAll("(..)(?!$)", "$1:")).orElse(null);
    }

    /** Names of interfaces by index. */
    public static Map<Long, String> names(List<CimRow> adapters, List<CimRow> configurations) {
        Map<Long, String> names = new HashMap<>();
        adapters.forEach(row -> put(names, Clean.positive(row, "InterfaceIndex"), Clean.text(row, "Name")));
        configurations.forEach(row -> put(names, Clean.positive(row, "InterfaceIndex"), Clean.text(row, "Description")));
        return names;
    }

    private static void put(Map<Long, String> names, @Nullable Long index, @Nullable String name) {
        if (index != null && name != null) {
            names.putIfAbsent(index, name);
        }
    }

    private static String name(CimRow row, Map<Long, String> names) {
        var alias = Clean.text(row, "InterfaceAlias");
        var index = Clean.positive(row, "InterfaceIndex");
        return alias != null ? alias : index == null ? "?" : names.getOrDefault(index, "interface " + index);
    }

    /** An adapter of old Windows: Win32_NetworkAdapterConfiguration with IP. */
    public static @Nullable NetworkInterface oldAdapter(CimRow row) {
        var name = Clean.text(row, "Description");
        var mac = mac(Clean.text(row, "MACAddress"), List.of());
        return name == null || mac == null && !Boolean.TRUE.equals(Clean.flag(row, "IPEnabled")) ? null
                : new NetworkInterface(name, Clean.positive(row, "InterfaceIndex"), mac == null ? null : "ether", mac,
                        Clean.flag(row, "IPEnabled"), null, null, null, Clean.text(row, "ServiceName"), null, null);
    }

    /** A row of MSFT_NetIPAddress. */
    public static @Nullable AssignedAddress address(CimRow row, Map<Long, String> names) {
        var address = ip(Clean.first(row, "IPAddress", "IPv4Address", "IPv6Address"));
        var length = Clean.number(row, "PrefixLength");
        if (address == null || length == null || length > 128) {
            return null;
        }
        var origin = Clean.number(row, "PrefixOrigin");
        return new AssignedAddress(name(row, names), address, length, scope(address),
                origin == null ? null : Boolean.valueOf(DYNAMIC.contains(origin)));
    }

    private static @Nullable IpAddress ip(@Nullable String text) {
        return text == null ? null : IpAddress.tryParse(text.replaceFirst("%.*$", "")).orElse(null);
    }

    private static String scope(IpAddress address) {
        var text = address.toString();
        return text.startsWith("127.") || text.equals("::1") ? "host"
                : text.startsWith("fe80:") || text.startsWith("169.254.") ? "link" : "global";
    }

    /** The addresses of Win32_NetworkAdapterConfiguration, for Windows before 8. */
    public static List<AssignedAddress> oldAddresses(CimRow row) {
        var name = Clean.text(row, "Description");
        var addresses = Clean.texts(row, "IPAddress");
        var masks = Clean.texts(row, "IPSubnet");
        var found = new ArrayList<AssignedAddress>();
        for (var i = 0; name != null && i < addresses.size() && i < masks.size(); i++) {
            var address = ip(addresses.get(i));
            var length = length(masks.get(i));
            if (address != null && length != null) {
                found.add(new AssignedAddress(name, address, length, scope(address), Clean.flag(row, "DHCPEnabled")));
            }
        }
        return found;
    }

    /** {@code 255.255.255.0}, or of IPv6 {@code 64}. */
    private static @Nullable Long length(String mask) {
        if (mask.matches("[0-9]{1,3}")) {
            return Long.parseLong(mask) > 128 ? null : Long.valueOf(mask);
        }
        var address = IpAddress.tryParse(mask).orElse(null);
        if (address == null || !mask.matches("[0-9.]+")) {
            return null;
        }
        var bits = 0;
        for (var part : mask.split("\\.")) {
            bits += Integer.bitCount(Integer.parseInt(part));
        }
        return (long) bits;
    }

    /** A row of MSFT_NetRoute of the active store. */
    public static @Nullable Route route(CimRow row, Map<Long, String> names) {
        var destination = Clean.text(row, "DestinationPrefix");
        var prefix = destination == null ? null : Prefix.tryParse(destination).orElse(null);
        if (prefix == null || row.integer("Store").orElse(STORE_ACTIVE) != STORE_ACTIVE) {
            return null;
        }
        var hop = ip(Clean.text(row, "NextHop"));
        var onLink = hop == null || hop.toString().equals("0.0.0.0") || hop.toString().equals("::");
        var metric = Clean.number(row, "RouteMetric");
        return new Route(prefix, "main", "unicast", onLink ? null : hop, name(row, names),
                metric,
                null, switch (row.integer("Protocol").orElse(0)) {
                    case 2 -> "local";
                    case ROUTER_MANAGED -> "static";
                    case 4 -> "icmp";
                    default -> null;
                });
    }

    /** A row of MSFT_NetNeighbor; multicast groups and what nobody answered for are no neighbours. */
    public static @Nullable NetworkNeighbor neighbor(CimRow row, Map<Long, String> names) {
        var address = ip(Clean.text(row, "IPAddress"));
        var mac = mac(Clean.text(row, "LinkLayerAddress"), List.of());
        if (address == null || mac == null || address.toString().matches("(22[4-9]|23[0-9]|255)\\..*|ff.*")
                || mac.toString().equals("ff:ff:ff:ff:ff:ff")) {
            return null;
        }
        return new NetworkNeighbor(name(row, names), address, mac, Clean.word(row, "State", STATES));
    }

    /**
     * A row of Win32_NetworkAdapterConfiguration.
     *
     * @param profiles of MSFT_NetConnectionProfile, by interface index
     */
    public static @Nullable NetworkConnection connection(CimRow row, Map<Long, String> names, Map<Long, CimRow> profiles) {
        var index = Clean.positive(row, "InterfaceIndex");
        if (index == null || !Boolean.TRUE.equals(Clean.flag(row, "IPEnabled"))) {
            return null;
        }
        var profile = profiles.getOrDefault(index, new CimRow(0, Map.of()));
        return new NetworkConnection(names.getOrDefault(index, "interface " + index), Clean.flag(row, "DHCPEnabled"),
                ip(Clean.text(row, "DHCPServer")), Clean.instant(row, "DHCPLeaseExpires"),
                ips(Clean.texts(row, "DNSServerSearchOrder")),
                Clean.text(row, "DNSDomain"), Clean.texts(row, "DNSDomainSuffixSearchOrder"),
                Clean.flag(row, "FullDNSRegistrationEnabled"),
                Clean.word(row, "TcpipNetbiosOptions", NETBIOS), wins(row), Clean.text(profile, "Name"),
                Clean.word(profile, "NetworkCategory", CATEGORIES));
    }

    private static List<IpAddress> wins(CimRow row) {
        var both = new ArrayList<String>();
        both.addAll(Clean.texts(row, "WINSPrimaryServer"));
        both.addAll(Clean.texts(row, "WINSSecondaryServer"));
        return ips(both);
    }

    private static List<IpAddress> ips(List<String> texts) {
        return texts.stream().map(Networks::ip).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    /** Rows by interface index. */
    public static Map<Long, CimRow> byIndex(List<CimRow> rows) {
        Map<Long, CimRow> found = new HashMap<>();
        for (var row : rows) {
            var index = Clean.positive(row, "InterfaceIndex");
            if (index != null) {
                found.putIfAbsent(index, row);
            }
        }
        return found;
    }

    /** A line of the hosts file. */
    public static @Nullable HostsEntry hosts(CimRow row) {
        var line = row.text("line");
        var words = line == null ? new String[0] : line.replaceFirst("#.*$", "").strip().toLowerCase(Locale.ROOT).split("\\s+");
        var address = words.length < 2 ? null : ip(words[0]);
        return address == null ? null : new HostsEntry(address, words[1], List.of(words).subList(2, words.length));
    }
}
