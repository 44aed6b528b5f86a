package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpRow;
import org.tidewaiter.api.session.SnmpValue;

/** Addresses of the device itself, from ipAddressTable (RFC 4293) or the older ipAddrTable. */
public final class Addresses {

    /** ipAddressPrefix points to a row of ipAddressPrefixTable, whose index ends in the length: 1.3.6.1.2.1.4.32.1.5.ifIndex.type.octets.length. */
    private static final Oid PREFIX_ENTRY = Oid.of("1.3.6.1.2.1.4.32.1.5");

    private static final long IPV4 = 1;
    private static final long IPV6 = 2;
    private static final long IPV4_ZONE = 3;
    private static final long IPV6_ZONE = 4;
    private static final long BROADCAST = 3;

    private Addresses() {
    }

    /** Rows of ipAddressEntry; broadcast addresses are left out. */
    public static List<Located<AssignedAddress>> current(List<SnmpRow> rows, InterfaceNames names) {
        var found = new ArrayList<Located<AssignedAddress>>();
        for (var row : rows) {
            var address = address(row.index());
            var name = names.known(Values.number(row, 3));
            var type = Values.number(row, 4);
            if (address != null && name != null && (type == null || type != BROADCAST)) {
                var origin = Values.number(row, 6);
                found.add(new Located<>(new AssignedAddress(name, address, length(Values.oid(row, 5), address), scope(address),
                        origin == null ? null : dynamic(origin, scope(address))), row.line()));
            }
        }
        return found;
    }

    /** How many of the rows should be addresses of the device. */
    public static long expected(List<SnmpRow> rows) {
        return rows.stream().filter(row -> !(Values.number(row, 4) instanceof Long type && type == BROADCAST)).count();
    }

    /** The index is type, length and octets; some agents leave the length out, which RFC 2578 section 7.7 allows only for the last part. */
    private static @Nullable IpAddress address(Oid index) {
        if (index.size() < 5) {
            return null;
        }
        var type = index.arc(0);
        var length = type == IPV4 || type == IPV4_ZONE ? 4 : type == IPV6 || type == IPV6_ZONE ? 16 : 0;
        var start = index.size() > length + 1 && (index.arc(1) == length || index.arc(1) == length + 4) ? 2 : 1;
        var octets = length == 0 ? null : Values.octets(index, start, length);
        return octets == null ? null : Values.ip(octets);
    }

    /** The last number of the row that ipAddressPrefix points to; the whole address where it points nowhere. */
    private static long length(@Nullable Oid prefix, IpAddress address) {
        if (prefix == null || !prefix.startsWith(PREFIX_ENTRY)) {
            return address.bits();
        }
        var last = prefix.arc(prefix.size() - 1);
        return last > address.bits() ? address.bits() : last;
    }

    /** IpAddressOriginTC: other, manual, -, dhcp, linklayer, random. */
    private static @Nullable Boolean dynamic(long origin, String scope) {
        // what a machine makes of its own hardware address for the link alone, nobody gave it
        if (origin == 2 || origin == 5 && scope.equals("link")) {
            return Boolean.FALSE;
        }
        return origin >= 4 && origin <= 6 ? Boolean.TRUE : null;
    }

    private static String scope(IpAddress address) {
        if (address.isLoopback()) {
            return "host";
        }
        var bytes = address.bytes();
        var linkLocal = bytes.length == 16 ? (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80
                : (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254;
        return linkLocal ? "link" : "global";
    }

    /** Rows of ipAddrEntry: IPv4 alone. */
    public static List<Located<AssignedAddress>> former(List<SnmpRow> rows, InterfaceNames names) {
        var found = new ArrayList<Located<AssignedAddress>>();
        for (var row : rows) {
            var octets = row.index().size() == 4 ? Values.octets(row.index(), 0, 4) : null;
            var address = octets == null ? null : Values.ip(octets);
            var name = names.known(Values.number(row, 2));
            if (address != null && name != null) {
                var mask = Values.value(row, 3) instanceof SnmpValue.Address(IpAddress given) ? length(given) : 32;
                found.add(new Located<>(new AssignedAddress(name, address, mask, scope(address), null), row.line()));
            }
        }
        return found;
    }

    /** The ones at the head of a netmask; of what is no netmask, that too. */
    private static long length(IpAddress mask) {
        var bits = mask.low() & 0xffff_ffffL;
        return Integer.numberOfLeadingZeros(~(int) bits);
    }
}
