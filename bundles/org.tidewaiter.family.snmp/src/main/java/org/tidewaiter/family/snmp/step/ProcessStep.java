package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.HostTables;

/** Processes, without their arguments. */
public final class ProcessStep implements AuditStep<SnmpSession> {

    private static final Oid RUNNING = Oid.of("1.3.6.1.2.1.25.4.2.1");
    private static final Oid PERFORMANCE = Oid.of("1.3.6.1.2.1.25.5.1.1");

    /** Name, path, type, status, time and memory; not hrSWRunParameters, where passwords stand. */
    private static final SnmpWalk PROCESSES = SnmpWalk.of("processes", "1.3.6.1.2.1.25.4.2.1.2", "1.3.6.1.2.1.25.4.2.1.4",
            "1.3.6.1.2.1.25.4.2.1.6", "1.3.6.1.2.1.25.4.2.1.7", PERFORMANCE.toString());

    @Override
    public String id() {
        return "processes";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(RunningProcess.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(PROCESSES);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(PROCESSES);
        Stating.rows(sink, RunningProcess.class, reply, HostTables.processes(reply.rows(RUNNING), reply.rows(PERFORMANCE)),
                "hrSWRunTable (HOST-RESOURCES-MIB)");
    }
}
