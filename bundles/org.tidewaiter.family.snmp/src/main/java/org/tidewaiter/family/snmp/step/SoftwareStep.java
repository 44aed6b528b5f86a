package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.HostTables;

/** Installed software, as HOST-RESOURCES-MIB lists it. */
public final class SoftwareStep implements AuditStep<SnmpSession> {

    private static final Oid INSTALLED = Oid.of("1.3.6.1.2.1.25.6.3.1");

    private static final SnmpWalk SOFTWARE = SnmpWalk.of("software", "1.3.6.1.2.1.25.6.3.1.2", "1.3.6.1.2.1.25.6.3.1.5");

    @Override
    public String id() {
        return "software";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(InstalledSoftware.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SOFTWARE);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(SOFTWARE);
        Stating.rows(sink, InstalledSoftware.class, reply, HostTables.software(reply.rows(INSTALLED)),
                "hrSWInstalledTable (HOST-RESOURCES-MIB)");
    }
}
