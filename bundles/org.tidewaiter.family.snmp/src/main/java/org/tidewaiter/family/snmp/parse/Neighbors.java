package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.LinkNeighbor;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpRow;
import org.tidewaiter.api.session.SnmpValue;

/** Neighbours on the wire, from LLDP-MIB (IEEE 802.1AB-2005) and CISCO-CDP-MIB. */
public final class Neighbors {

    private static final List<String> LLDP_CAPABILITIES = List.of("other", "repeater", "bridge", "wlanAccessPoint", "router",
            "telephone", "docsisCableDevice", "stationOnly");

    /** Least bit first. */
    private static final List<String> CDP_CAPABILITIES = List.of("router", "transparentBridge", "sourceRouteBridge", "switch",
            "host",
            "igmp", "repeater", "phone", "remotelyManaged");

    private static final long CHASSIS_MAC = 4;
    private static final long CHASSIS_NETWORK = 5;
    private static final long PORT_MAC = 3;
    private static final long PORT_NETWORK = 4;
    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private Neighbors() {
    }

    /**
     * LLDP neighbours; the index of a row is time mark, local port number and a number of the neighbour.
     *
     * @param remotes   rows of lldpRemEntry
     * @param addresses rows of lldpRemManAddrEntry
     * @param ports     rows of lldpLocPortEntry
     */
    public static List<Located<LinkNeighbor>> lldp(List<SnmpRow> remotes, List<SnmpRow> addresses, List<SnmpRow> ports,
            InterfaceNames names) {
        var managed = managementAddresses(addresses);
        var local = localPorts(ports);
        var found = new ArrayList<Located<LinkNeighbor>>();
        for (var row : remotes) {
            if (row.index().size() < 3) {
                continue;
            }
            var chassis = identifier(row, 4, 5, CHASSIS_MAC, CHASSIS_NETWORK);
            var name = Values.text(row, 9);
            var neighbor = chassis == null ? name : chassis;
            if (neighbor != null) {
                var number = row.index().arc(1);
                var port = local.get(number);
                found.add(new Located<>(new LinkNeighbor(port == null ? names.name(number) : port, "lldp", neighbor,
                        identifier(row, 6, 7, PORT_MAC, PORT_NETWORK), Values.text(row, 8), name, Values.text(row, 10), null,
                        Values.number(row, 4) instanceof Long subtype && subtype == CHASSIS_MAC ? Values.mac(Values.value(row, 5))
                                : null,
                        List.copyOf(managed.getOrDefault(row.index(), Set.of())), lldpCapabilities(row), null, null),
                        row.line()));
            }
        }
        return found;
    }

    /** The names of the device's own ports: their description where that is a word, else their identifier (interface name or alias). */
    private static Map<Long, String> localPorts(List<SnmpRow> ports) {
        Map<Long, String> names = new HashMap<>();
        for (var row : ports) {
            var subtype = Values.number(row, 2);
            var identifier = identifier(row, 2, 3, PORT_MAC, PORT_NETWORK);
            var description = Values.text(row, 4);
            var name = subtype != null && subtype == 5 || description == null ? identifier : description;
            if (name != null && row.index().size() == 1) {
                names.put(row.index().arc(0), name);
            }
        }
        return names;
    }

    /** An identifier as its subtype says; hexadecimal where it is no text. */
    private static @Nullable String identifier(SnmpRow row, long subtypeColumn, long column, long macSubtype,
            long networkSubtype) {
        if (!(Values.value(row, column) instanceof SnmpValue.Octets(byte[] bytes)) || bytes.length == 0) {
            return null;
        }
        var subtype = Values.number(row, subtypeColumn);
        if (subtype != null && subtype == macSubtype && Values.mac(bytes) instanceof MacAddress mac) {
            return mac.toString();
        }
        if (subtype != null && subtype == networkSubtype && network(bytes) instanceof IpAddress address) {
            return address.toString();
        }
        var mac = Values.mac(bytes);
        return mac != null && !isPrintable(bytes) ? mac.toString() : Values.text(row, column);
    }

    private static boolean isPrintable(byte[] bytes) {
        for (var b : bytes) {
            if (b < 0x20 || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** An address with the number of its family before it (IANA address family numbers). */
    private static @Nullable IpAddress network(byte[] bytes) {
        var fits = bytes.length == 5 && bytes[0] == FAMILY_IPV4 || bytes.length == 17 && bytes[0] == FAMILY_IPV6;
        return fits ? Values.ip(Arrays.copyOfRange(bytes, 1, bytes.length)) : null;
    }

    /** Index of lldpRemManAddrEntry: that of the neighbour, then family, length and octets. */
    private static Map<Oid, Set<IpAddress>> managementAddresses(List<SnmpRow> rows) {
        Map<Oid, Set<IpAddress>> addresses = new HashMap<>();
        for (var row : rows) {
            var index = row.index();
            if (index.size() < 8) {
                continue;
            }
            var length = index.arc(3) == FAMILY_IPV4 ? 4 : index.arc(3) == FAMILY_IPV6 ? 16 : 0;
            var octets = length == 0 ? null : Values.octets(index, index.size() - length, length);
            if (octets != null && Values.ip(octets) instanceof IpAddress address) {
                addresses.computeIfAbsent(Oid.of(Arrays.copyOf(index.arcs(), 3)), _ -> new LinkedHashSet<>()).add(address);
            }
        }
        return addresses;
    }

    /** lldpRemSysCapEnabled, or what it could be where it does not say what it is; BITS, most significant bit first. */
    private static List<String> lldpCapabilities(SnmpRow row) {
        var enabled = bits(row, 12);
        return enabled.isEmpty() ? bits(row, 11) : enabled;
    }

    private static List<String> bits(SnmpRow row, long column) {
        var found = new ArrayList<String>();
        if (Values.value(row, column) instanceof SnmpValue.Octets(byte[] bytes) && bytes.length > 0) {
            for (var bit = 0; bit < LLDP_CAPABILITIES.size(); bit++) {
                if ((bytes[0] & 0x80 >> bit) != 0) {
                    found.add(LLDP_CAPABILITIES.get(bit));
                }
            }
        }
        return found;
    }

    /** CDP neighbours; the index of a row is ifIndex and a number of the neighbour. */
    public static List<Located<LinkNeighbor>> cdp(List<SnmpRow> rows, InterfaceNames names) {
        var found = new ArrayList<Located<LinkNeighbor>>();
        for (var row : rows) {
            var device = identifier(row, 0, 6, -1, -1);
            if (row.index().size() < 2 || device == null) {
                continue;
            }
            var octets = Values.value(row, 4) instanceof SnmpValue.Octets(byte[] bytes) ? bytes : new byte[0];
            var address = Values.ip(octets);
            var vlan = Values.count(row, 11);
            found.add(new Located<>(new LinkNeighbor(names.name(row.index().arc(0)), "cdp", device, Values.text(row, 7), null,
                    null,
                    Values.text(row, 5), Values.text(row, 8), MacAddress.tryParse(device).filter(m -> !m.isZero()).orElse(null),
                    address == null ? List.of() : List.of(address), cdpCapabilities(row),
                    vlan == null || vlan < 1 || vlan > 4_094 ? null : vlan,
                    Values.word(Values.number(row, 12), 2, "halfduplex", "fullduplex")), row.line()));
        }
        return found;
    }

    /** cdpCacheCapabilities: four octets in network order. */
    private static List<String> cdpCapabilities(SnmpRow row) {
        if (!(Values.value(row, 9) instanceof SnmpValue.Octets(byte[] bytes)) || bytes.length < 4) {
            return List.of();
        }
        var low = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        var found = new ArrayList<String>();
        for (var bit = 0; bit < CDP_CAPABILITIES.size(); bit++) {
            if ((low & 1 << bit) != 0) {
                found.add(CDP_CAPABILITIES.get(bit));
            }
        }
        return found;
    }
}
