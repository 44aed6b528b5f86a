package org.tidewaiter.family.snmp.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.LinkNeighbor;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.Neighbors;

/** Who is at the other end of the cables. */
public final class NeighborStep implements AuditStep<SnmpSession> {

    private static final Oid LLDP = Oid.of("1.0.8802.1.1.2.1.4.1.1");
    private static final Oid LLDP_ADDRESS = Oid.of("1.0.8802.1.1.2.1.4.2.1");
    private static final Oid LLDP_PORT = Oid.of("1.0.8802.1.1.2.1.3.7.1");
    private static final Oid CDP = Oid.of("1.3.6.1.4.1.9.9.23.1.2.1.1");

    private static final SnmpWalk NEIGHBORS = SnmpWalk.of("link-neighbors", LLDP_PORT.toString(), LLDP.toString(),
            LLDP_ADDRESS.toString(),
            CDP.toString());

    @Override
    public String id() {
        return "neighbors";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(LinkNeighbor.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(NEIGHBORS, Tables.INTERFACE_NAMES);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(NEIGHBORS);
        var remotes = reply.rows(LLDP);
        var cached = reply.rows(CDP);
        if (remotes.isEmpty() && cached.isEmpty()) {
            Stating.rows(sink, LinkNeighbor.class, reply, List.of(), "lldpRemTable (LLDP-MIB) and cdpCacheTable (CISCO-CDP-MIB)");
            return;
        }
        var names = Tables.names(snmp);
        var neighbors = new ArrayList<>(Neighbors.lldp(remotes, reply.rows(LLDP_ADDRESS), reply.rows(LLDP_PORT), names));
        neighbors.addAll(Neighbors.cdp(cached, names));
        Stating.facts(sink, reply, neighbors);
        var unnamed = remotes.size() + cached.size() - neighbors.size();
        if (!sink.missing(LinkNeighbor.class, reply) && unnamed > 0) {
            sink.gap(LinkNeighbor.class, GapReason.NOT_REPORTED,
                    unnamed + " neighbours without an identifier or without the port where they are", reply.evidence());
        }
    }
}
