package org.tidewaiter.family.snmp.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.InterfaceCounters;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.SnmpItems.InterfaceState;
import org.tidewaiter.family.snmp.parse.Addresses;
import org.tidewaiter.family.snmp.parse.InterfaceNames;
import org.tidewaiter.family.snmp.parse.Interfaces;
import org.tidewaiter.family.snmp.parse.Located;

/** Interfaces, their state and counters, and their addresses. */
public final class NetworkStep implements AuditStep<SnmpSession> {

    private static final Oid ETHERNET = Oid.of("1.3.6.1.2.1.10.7.2.1");
    private static final Oid ADDRESS = Oid.of("1.3.6.1.2.1.4.34.1");
    private static final Oid FORMER_ADDRESS = Oid.of("1.3.6.1.2.1.4.20.1");

    private static final SnmpWalk INTERFACES = SnmpWalk.of("interfaces", Tables.INTERFACE.toString(),
            Tables.INTERFACE_EXTENSION.toString(), "1.3.6.1.2.1.10.7.2.1.19");

    /** Columns ifIndex, type, prefix and origin, and the whole older table, which has but five. */
    private static final SnmpWalk ADDRESSES = SnmpWalk.of("addresses", "1.3.6.1.2.1.4.34.1.3", "1.3.6.1.2.1.4.34.1.4",
            "1.3.6.1.2.1.4.34.1.5", "1.3.6.1.2.1.4.34.1.6", FORMER_ADDRESS.toString());

    @Override
    public String id() {
        return "network";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(NetworkInterface.class, InterfaceState.class, InterfaceCounters.class, AssignedAddress.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(INTERFACES, ADDRESSES);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(INTERFACES);
        if (reply.variables().isEmpty() && reply.shortfall() == null) {
            // mandatory for every device (RFC 1213 section 3.5), so an agent that lacks it keeps it from this credential
            for (var missing : List.of(NetworkInterface.class, InterfaceState.class, InterfaceCounters.class)) {
                sink.gap(missing, GapReason.NOT_REPORTED,
                        "the agent shows nothing of ifTable (IF-MIB), which every device has; its view"
                                + " for this credential seems to be limited, and then other tables are kept from it as well",
                        reply.evidence());
            }
        } else {
            interfaces(reply, sink);
        }
        addresses(snmp, reply, sink);
    }

    private static void interfaces(SnmpReply reply, FactSink sink) {
        var interfaces = new Interfaces(reply.rows(Tables.INTERFACE), reply.rows(Tables.INTERFACE_EXTENSION),
                reply.rows(ETHERNET));
        Stating.rows(sink, NetworkInterface.class, reply, interfaces.interfaces(), "ifTable (IF-MIB)");
        Stating.rows(sink, InterfaceState.class, reply, interfaces.states(), "ifTable (IF-MIB)");
        Stating.rows(sink, InterfaceCounters.class, reply, interfaces.counters(), "ifTable (IF-MIB) with counters");
    }

    private static void addresses(SnmpSession snmp, SnmpReply reply, FactSink sink)
            throws TransportException, InterruptedException {
        var addresses = snmp.walk(ADDRESSES);
        var names = InterfaceNames.of(reply.rows(Tables.INTERFACE), reply.rows(Tables.INTERFACE_EXTENSION));
        var rows = addresses.rows(ADDRESS);
        var current = Addresses.current(rows, names);
        Stating.rows(sink, AssignedAddress.class, addresses,
                merged(current, Addresses.former(addresses.rows(FORMER_ADDRESS), names)),
                "ipAddressTable and ipAddrTable (IP-MIB)");
        var unread = Addresses.expected(rows) - current.size();
        if (unread > 0) {
            sink.gap(AssignedAddress.class, GapReason.NOT_REPORTED,
                    unread + " rows of ipAddressTable without a readable address or interface",
                    addresses.evidence());
        }
    }

    /** The newer table's rows, and of the older one those addresses that the newer lacks: some agents fill it with IPv6 alone. */
    private static List<Located<AssignedAddress>> merged(List<Located<AssignedAddress>> current,
            List<Located<AssignedAddress>> former) {
        var all = new ArrayList<>(current);
        former.stream().filter(old -> current.stream().noneMatch(row -> row.row().address().equals(old.row().address())))
                .forEach(all::add);
        return all;
    }
}
