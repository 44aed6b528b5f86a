package org.tidewaiter.transport.snmp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpValue.Numeric;
import org.tidewaiter.engine.spi.SnmpLines;

/** Variables as they are stored, while they come in. */
final class Lines {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int count;

    /** An object identifier in our words; SNMP4J's 32 bits are the same. */
    static Oid oid(OID oid) {
        return Oid.of(oid.getValue());
    }

    /** Adds a variable; one without a value becomes a remark. */
    void add(VariableBinding binding) {
        var oid = oid(binding.getOid());
        var variable = binding.getVariable();
        if (variable instanceof Opaque opaque) {
            put(SnmpLines.opaque(oid, opaque.getValue()));
            count++;
            return;
        }
        var value = value(variable);
        if (value.isPresent()) {
            put(SnmpLines.line(oid, value.get()));
            count++;
        } else {
            put(SnmpLines.remark(oid + " " + (variable.isException() ? variable.toString() : "has no value")));
        }
    }

    private static Optional<SnmpValue> value(Variable variable) {
        return switch (variable) {
            case TimeTicks ticks -> Optional.of(new Numeric(Numeric.Type.TIME_TICKS, ticks.getValue()));
            case Counter32 counter -> Optional.of(new Numeric(Numeric.Type.COUNTER32, counter.getValue()));
            case Gauge32 gauge -> Optional.of(new Numeric(Numeric.Type.GAUGE32, gauge.getValue()));
            case Counter64 counter -> Optional.of(new Numeric(Numeric.Type.COUNTER64, counter.getValue()));
            case Integer32 integer -> Optional.of(new Numeric(Numeric.Type.INTEGER, integer.getValue()));
            case IpAddress address -> Optional.of(new SnmpValue.Address(
                    org.tidewaiter.api.model.IpAddress.ofBytes(address.toByteArray())));
            case OctetString octets -> Optional.of(new SnmpValue.Octets(octets.getValue()));
            case OID oid -> Optional.of(new SnmpValue.Identifier(oid(oid)));
            default -> Optional.empty();
        };
    }

    private void put(String line) {
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Adds a line that is no variable. */
    void remark(String text) {
        put(SnmpLines.remark(text));
    }

    /** How many variables. */
    int count() {
        return count;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
