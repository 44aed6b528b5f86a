package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.Storages;

/** File systems. */
public final class StorageStep implements AuditStep<SnmpSession> {

    private static final Oid VOLUME = Oid.of("1.3.6.1.2.1.25.2.3.1");
    private static final Oid FILE_SYSTEM = Oid.of("1.3.6.1.2.1.25.3.8.1");

    private static final SnmpWalk STORAGE = SnmpWalk.of("storage", VOLUME.toString(), FILE_SYSTEM.toString());

    @Override
    public String id() {
        return "storage";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Volume.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(STORAGE);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(STORAGE);
        Stating.rows(sink, Volume.class, reply, Storages.volumes(reply.rows(VOLUME), reply.rows(FILE_SYSTEM)),
                "hrStorageTable (HOST-RESOURCES-MIB) that are storage");
    }
}
