package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpVariable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.SnmpItems.Agent;
import org.tidewaiter.family.snmp.parse.Agents;
import org.tidewaiter.family.snmp.parse.SystemGroup;
import org.tidewaiter.family.snmp.parse.Values;
import org.tidewaiter.family.snmp.rule.Rules;

/** The agent, and the system that it runs on. */
public final class OperatingSystemStep implements AuditStep<SnmpSession> {

    private static final Oid SYSTEM_UPTIME = Oid.of("1.3.6.1.2.1.25.1.1.0");
    private static final Oid SYSTEM_DATE = Oid.of("1.3.6.1.2.1.25.1.2.0");
    private static final Oid ENGINE_TIME = Oid.of("1.3.6.1.6.3.10.2.1.3.0");

    private static final SnmpGet SYSTEM = new SnmpGet("system-group",
            List.of(Oid.of("1.3.6.1.2.1.1.1.0"), Oid.of("1.3.6.1.2.1.1.2.0"),
                    Oid.of("1.3.6.1.2.1.1.3.0"), Oid.of("1.3.6.1.2.1.1.4.0"), Oid.of("1.3.6.1.2.1.1.5.0"),
                    Oid.of("1.3.6.1.2.1.1.6.0"),
                    Oid.of("1.3.6.1.2.1.1.7.0"), SYSTEM_UPTIME, SYSTEM_DATE, ENGINE_TIME));

    private final Rules rules;

    /** With the rules that read sysDescr and sysObjectID. */
    public OperatingSystemStep(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String id() {
        return "operating-system";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(OperatingSystem.class, Agent.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SYSTEM);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.get(SYSTEM);
        var missing = sink.missing(Agent.class, reply);
        if (missing) {
            sink.missing(OperatingSystem.class, reply);
        }
        var system = SystemGroup.of(reply);
        var found = rules.identify(system.description(), system.objectId());
        var first = reply.variables().stream().mapToInt(SnmpVariable::line).min();
        var os = Agents.system(system, found, Values.value(reply, SYSTEM_DATE), Values.value(reply, SYSTEM_UPTIME));
        if (first.isPresent()) {
            sink.fact(Agents.agent(system, Values.number(Values.value(reply, ENGINE_TIME)), found), reply.at(first.getAsInt()));
            if (os != null) {
                sink.fact(os, reply.at(first.getAsInt()));
            }
        }
        if (!missing && first.isEmpty()) {
            sink.gap(Agent.class, GapReason.NOT_REPORTED, "the agent shows nothing of its system group", reply.evidence());
        }
        if (!missing && (first.isEmpty() || os == null)) {
            sink.gap(OperatingSystem.class, GapReason.NOT_REPORTED, "neither sysDescr nor sysObjectID tells the system",
                    reply.evidence());
        }
    }
}
