package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.SwitchedAddress;
import org.tidewaiter.api.data.Vlan;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.session.SnmpRow;

/** VLANs and forwarding databases, from BRIDGE-MIB (RFC 4188) and Q-BRIDGE-MIB (RFC 4363). */
public final class Bridges {

    private static final String[] STATES = { "", "invalid", "learned", "self", "mgmt" };
    private static final long HIGHEST_VLAN = 4_094;

    private Bridges() {
    }

    /** Rows of dot1qVlanStaticEntry, by VLAN identifier. */
    public static List<Located<Vlan>> vlans(List<SnmpRow> rows) {
        var found = new ArrayList<Located<Vlan>>();
        for (var row : rows) {
            if (row.index().size() == 1 && row.index().arc(0) >= 1 && row.index().arc(0) <= HIGHEST_VLAN) {
                found.add(new Located<>(new Vlan(row.index().arc(0), Values.text(row, 1)), row.line()));
            }
        }
        return found;
    }

    /** Rows of dot1dBasePortEntry: port of the bridge to ifIndex. */
    public static Map<Long, Long> ports(List<SnmpRow> rows) {
        Map<Long, Long> ports = new HashMap<>();
        for (var row : rows) {
            var index = Values.count(row, 2);
            if (row.index().size() == 1 && index != null) {
                ports.put(row.index().arc(0), index);
            }
        }
        return ports;
    }

    /** Rows of dot1qTpFdbEntry, whose index is the database and the address, or of dot1dTpFdbEntry, whose index is the address alone. */
    public static List<Located<SwitchedAddress>> addresses(List<SnmpRow> rows, Map<Long, Long> ports, InterfaceNames names) {
        var found = new ArrayList<Located<SwitchedAddress>>();
        for (var row : rows) {
            var size = row.index().size();
            var octets = size == 6 || size == 7 ? Values.octets(row.index(), size - 6, 6) : null;
            if (octets != null && Values.mac(octets) instanceof MacAddress mac) {
                found.add(new Located<>(new SwitchedAddress(mac, size == 7 ? row.index().arc(0) : 0,
                        port(Values.count(row, 2), ports, names), Values.word(Values.number(row, 3), 1, STATES)), row.line()));
            }
        }
        return found;
    }

    /** Port 0 means that the switch has heard of the address but not where it is. */
    private static @Nullable String port(@Nullable Long port, Map<Long, Long> ports, InterfaceNames names) {
        return port == null || port == 0 ? null : names.known(ports.get(port));
    }
}
