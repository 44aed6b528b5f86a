package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.SwitchedAddress;
import org.tidewaiter.api.data.Vlan;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.Bridges;
import org.tidewaiter.family.snmp.parse.InterfaceNames;

/** VLANs, and which hardware address is behind which port. */
public final class BridgeStep implements AuditStep<SnmpSession> {

    private static final Oid VLAN = Oid.of("1.3.6.1.2.1.17.7.1.4.3.1");
    private static final Oid VLAN_ADDRESS = Oid.of("1.3.6.1.2.1.17.7.1.2.2.1");
    private static final Oid ADDRESS = Oid.of("1.3.6.1.2.1.17.4.3.1");
    private static final Oid PORT = Oid.of("1.3.6.1.2.1.17.1.4.1");

    private static final SnmpWalk BRIDGE = SnmpWalk.of("bridge", "1.3.6.1.2.1.17.1.4.1.2", "1.3.6.1.2.1.17.7.1.4.3.1.1",
            VLAN_ADDRESS.toString(), ADDRESS.toString());

    @Override
    public String id() {
        return "bridge";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Vlan.class, SwitchedAddress.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(BRIDGE, Tables.INTERFACE_NAMES);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(BRIDGE);
        Stating.rows(sink, Vlan.class, reply, Bridges.vlans(reply.rows(VLAN)), "dot1qVlanStaticTable (Q-BRIDGE-MIB)");
        var byVlan = reply.rows(VLAN_ADDRESS);
        var entries = byVlan.isEmpty() ? reply.rows(ADDRESS) : byVlan;
        var ports = Bridges.ports(reply.rows(PORT));
        var names = entries.isEmpty() ? InterfaceNames.of(List.of(), List.of()) : Tables.names(snmp);
        Stating.rows(sink, SwitchedAddress.class, reply, Bridges.addresses(entries, ports, names),
                "dot1qTpFdbTable (Q-BRIDGE-MIB) and dot1dTpFdbTable (BRIDGE-MIB)");
    }
}
