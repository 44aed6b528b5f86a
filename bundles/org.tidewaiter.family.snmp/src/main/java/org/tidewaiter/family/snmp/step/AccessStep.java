package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.SnmpItems.Access;

/** With which versions the agent has let us read: seen by the probes and the login, so nothing more is asked. */
public final class AccessStep implements AuditStep<OutsideSession> {

    @Override
    public String id() {
        return "access";
    }

    @Override
    public Class<OutsideSession> needs() {
        return OutsideSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Access.class);
    }

    @Override
    public List<Request> requests() {
        return List.of();
    }

    /** Whether there is something to say. */
    public static boolean applies(Observations observations) {
        return observations.of(Observation.SnmpSystem.class).findAny().isPresent();
    }

    @Override
    public void read(OutsideSession session, FactSink sink) {
        session.observations().of(Observation.SnmpSystem.class)
                .forEach(system -> sink.fact(new Access(system.version()), system.evidence()));
    }
}
