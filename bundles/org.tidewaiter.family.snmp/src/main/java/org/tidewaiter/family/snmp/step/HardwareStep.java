package org.tidewaiter.family.snmp.step;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.HardwareComponent;
import org.tidewaiter.api.data.HardwareSensor;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpVariable;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.snmp.parse.Components;
import org.tidewaiter.family.snmp.parse.Machines;
import org.tidewaiter.family.snmp.parse.SystemGroup;
import org.tidewaiter.family.snmp.parse.Values;
import org.tidewaiter.family.snmp.rule.Identified;
import org.tidewaiter.family.snmp.rule.Rules;

/** The machine as a whole, its parts and their sensors. */
public final class HardwareStep implements AuditStep<SnmpSession> {

    private static final Oid SENSOR = Oid.of("1.3.6.1.2.1.99.1.1.1");
    private static final Oid MEMORY = Oid.of("1.3.6.1.2.1.25.2.2.0");
    private static final Oid UPS_MANUFACTURER = Oid.of("1.3.6.1.2.1.33.1.1.1.0");
    private static final Oid UPS_MODEL = Oid.of("1.3.6.1.2.1.33.1.1.2.0");
    private static final Oid UPS_FIRMWARE = Oid.of("1.3.6.1.2.1.33.1.1.3.0");

    private static final SnmpGet IDENTITY = new SnmpGet("hardware-identity", List.of(Oid.of("1.3.6.1.2.1.1.1.0"),
            Oid.of("1.3.6.1.2.1.1.2.0"), MEMORY, UPS_MANUFACTURER, UPS_MODEL, UPS_FIRMWARE));
    private static final SnmpWalk PARTS = SnmpWalk.of("physical-parts", Tables.PHYSICAL.toString());
    private static final SnmpWalk SENSORS = SnmpWalk.of("sensors", SENSOR.toString());

    private final Rules rules;

    /** With the rules that read sysDescr and sysObjectID. */
    public HardwareStep(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String id() {
        return "hardware";
    }

    @Override
    public Class<SnmpSession> needs() {
        return SnmpSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Hardware.class, HardwareComponent.class, HardwareSensor.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(IDENTITY, PARTS, SENSORS);
    }

    @Override
    public void read(SnmpSession snmp, FactSink sink) throws TransportException, InterruptedException {
        var reply = snmp.walk(PARTS);
        var parts = Components.parts(reply.rows(Tables.PHYSICAL));
        Stating.rows(sink, HardwareComponent.class, reply, parts, "entPhysicalTable (ENTITY-MIB)");
        var identity = snmp.get(IDENTITY);
        var memory = kibibytes(identity);
        var system = SystemGroup.of(identity);
        var found = rules.identify(system.description(), system.objectId());
        var whole = Components.whole(parts);
        if (whole.isPresent()) {
            var part = whole.get();
            sink.fact(Machines.of(part.row(), found.vendor(), memory), reply.at(part.line()));
        } else {
            machine(sink, identity, found, memory);
        }
        var sensors = snmp.walk(SENSORS);
        Stating.rows(sink, HardwareSensor.class, sensors, Components.sensors(sensors.rows(SENSOR), parts),
                "entPhySensorTable (ENTITY-SENSOR-MIB)");
    }

    /** Without a chassis: what a UPS says of itself, else what the description tells. */
    private static void machine(FactSink sink, SnmpReply identity, Identified found, @Nullable Long memory) {
        var ups = text(identity, UPS_MODEL) != null;
        var hardware = ups
                ? Machines.of(text(identity, UPS_MANUFACTURER), text(identity, UPS_MODEL), text(identity, UPS_FIRMWARE), memory)
                : Machines.of(found.vendor(), found.model(), null, memory);
        var line = identity.variables().stream().filter(v -> !ups || v.oid().equals(UPS_MODEL)).mapToInt(SnmpVariable::line)
                .min();
        if (line.isPresent() && (hardware.model() != null || hardware.vendor() != null || memory != null)) {
            sink.fact(hardware, identity.at(line.getAsInt()));
        }
        if (!sink.missing(Hardware.class, identity)
                && (line.isEmpty() || hardware.model() == null && hardware.vendor() == null && memory == null)) {
            sink.gap(Hardware.class, GapReason.NOT_REPORTED, "neither ENTITY-MIB nor sysDescr tells the model",
                    identity.evidence());
        }
    }

    private static @Nullable String text(SnmpReply reply, Oid oid) {
        return Values.text(Values.value(reply, oid));
    }

    /** hrMemorySize, as bytes. */
    private static @Nullable Long kibibytes(SnmpReply reply) {
        var size = Values.number(Values.value(reply, MEMORY));
        return size == null || size <= 0 || size > 1L << 50 ? null : Long.valueOf(size * 1_024);
    }
}
