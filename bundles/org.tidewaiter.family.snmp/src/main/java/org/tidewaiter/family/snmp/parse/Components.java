package org.tidewaiter.family.snmp.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.HardwareComponent;
import org.tidewaiter.api.data.HardwareSensor;
import org.tidewaiter.api.session.SnmpRow;

/** Physical parts from entPhysicalTable (RFC 6933), and their sensors from entPhySensorTable (RFC 3433). */
public final class Components {

    private static final String[] CLASSES = { "", "", "chassis", "backplane", "container", "powerSupply", "fan", "sensor",
        "module",
        "port", "stack", "cpu", "energyObject", "battery", "storageDrive" };

    private static final String[] MEASURES = { "", "", "voltsAC", "voltsDC", "amperes", "watts", "hertz", "celsius", "percentRH",
        "rpm",
        "cmm", "truthvalue" };

    /** EntitySensorDataScale counts powers of a thousand, 9 is one. */
    private static final long UNITS = 9;
    private static final long LIMIT = 1_000_000_000;

    private Components() {
    }

    /** The parts, by number. */
    public static List<Located<HardwareComponent>> parts(List<SnmpRow> rows) {
        var found = new ArrayList<Located<HardwareComponent>>();
        for (var row : rows) {
            if (row.index().size() == 1) {
                found.add(new Located<>(part(row), row.line()));
            }
        }
        return found;
    }

    private static HardwareComponent part(SnmpRow row) {
        var parent = Values.count(row, 4);
        return new HardwareComponent(row.index().arc(0), Values.word(Values.number(row, 5), 1, CLASSES), Values.text(row, 7),
                Values.text(row, 2), parent == null || parent == 0 ? null : parent, Values.count(row, 6), Values.text(row, 12),
                Values.text(row, 13), Values.text(row, 11), Values.text(row, 8), Values.text(row, 9), Values.text(row, 10),
                Values.text(row, 14), Values.text(row, 15), Values.truth(row, 16), Values.instant(Values.value(row, 17)));
    }

    /**
     * The part that stands for the whole device: the first chassis with a model or serial number, else a stack or module at the top that has one. Of a
     * stack of several chassis it is the first.
     */
    public static Optional<Located<HardwareComponent>> whole(List<Located<HardwareComponent>> parts) {
        return parts.stream().filter(p -> p.row().model() != null || p.row().serialNumber() != null)
                .filter(p -> rank(p.row()) < 3)
                .min(Comparator.comparing((Located<HardwareComponent> p) -> rank(p.row())).thenComparing(p -> p.row().number()));
    }

    private static int rank(HardwareComponent part) {
        return switch (part.kind()) {
            case "chassis" -> 0;
            case "stack" -> 1;
            case null, default -> part.containedIn() == null ? 2 : 3;
        };
    }

    /** The sensors, by number. */
    public static List<Located<HardwareSensor>> sensors(List<SnmpRow> rows, List<Located<HardwareComponent>> parts) {
        Map<Long, String> names = new HashMap<>();
        for (var part : parts) {
            var name = part.row().name() == null ? part.row().description() : part.row().name();
            if (name != null) {
                names.put(part.row().number(), name);
            }
        }
        var found = new ArrayList<Located<HardwareSensor>>();
        for (var row : rows) {
            if (row.index().size() == 1) {
                var state = Values.word(Values.number(row, 5), 1, "ok", "unavailable", "nonoperational");
                found.add(new Located<>(new HardwareSensor(row.index().arc(0), names.get(row.index().arc(0)),
                        Values.word(Values.number(row, 1), 1, MEASURES), "ok".equals(state) ? reading(row) : null,
                        Values.text(row, 6), state), row.line()));
            }
        }
        return found;
    }

    /** RFC 3433: the value is without a point; the precision says how many of its digits stand behind it, the scale which unit they are of. */
    private static @Nullable Double reading(SnmpRow row) {
        var value = Values.number(row, 4);
        var scale = Values.number(row, 2);
        var precision = Values.number(row, 3);
        if (value == null || Math.abs(value) >= LIMIT || scale == null || scale < 1 || scale > 17) {
            return null;
        }
        var digits = precision == null || Math.abs(precision) > 9 ? 0 : Math.max(0, precision);
        return Double.valueOf(value / Math.pow(10, digits) * Math.pow(10, 3 * (scale - UNITS)));
    }
}
