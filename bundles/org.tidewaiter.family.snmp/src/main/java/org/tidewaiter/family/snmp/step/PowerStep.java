package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.SnmpItems.UpsAlarm;
import org.tidewaiter.family.snmp.SnmpItems.UpsBattery;
import org.tidewaiter.family.snmp.SnmpItems.UpsInput;
import org.tidewaiter.family.snmp.SnmpItems.UpsOutput;
import org.tidewaiter.family.snmp.parse.Supplies;
import org.tidewaiter.family.snmp.parse.Values;

/** Uninterruptible power supplies: battery, lines and alarms. */
public final class PowerStep implements AuditStep<SnmpSession> {

    private static final Oid BATTERY = Oid.of("1.3.6.1.2.1.33.1.2");
    private static final Oid INPUT = Oid.of("1.3.6.1.2.1.33.1.3.3.1");
    private static final Oid SOURCE = Oid.of("1.3.6.1.2.1.33.1.4.1.0");
    private static final Oid OUTPUT = Oid.of("1.3.6.1.2.1.33.1.4.4.1");
    private static final Oid ALARM = Oid.of("1.3.6.1.2.1.33.1.6.2.1");

    private static final SnmpWalk UPS = SnmpWalk.of("ups", BATTERY.toString(), INPUT.toString(), "1.3.6.1.2.1.33.1.4.1",
            OUTPUT.toString(),
            ALARM.toString());

    @Override
    public String id() {
        return "power";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(UpsBattery.class, UpsInput.class, UpsOutput.class, UpsAlarm.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(UPS);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(UPS);
        var group = reply.rows(BATTERY);
        var battery = Supplies.battery(group).map(List::of).orElse(List.of());
        if (battery.isEmpty() && !group.isEmpty()) {
            sink.gap(UpsBattery.class, GapReason.NOT_REPORTED, "the agent reports the battery as unknown",
                    reply.at(group.getFirst().line()));
            sink.missing(UpsBattery.class, reply);
        } else {
            Stating.rows(sink, UpsBattery.class, reply, battery, "upsBattery (UPS-MIB)");
        }
        Stating.rows(sink, UpsInput.class, reply, Supplies.inputs(reply.rows(INPUT)), "upsInputTable (UPS-MIB)");
        var source = reply.variable(SOURCE).map(v -> Values.number(v.value())).orElse(null);
        Stating.rows(sink, UpsOutput.class, reply, Supplies.outputs(reply.rows(OUTPUT), source), "upsOutputTable (UPS-MIB)");
        Stating.rows(sink, UpsAlarm.class, reply, Supplies.alarms(reply.rows(ALARM)), "upsAlarmTable (UPS-MIB)");
    }
}
