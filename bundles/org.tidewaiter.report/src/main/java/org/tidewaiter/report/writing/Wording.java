package org.tidewaiter.report.writing;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.store.StoredVisit;

/** How things are called in reports. Pure. */
public final class Wording {

    private static final String[] BINARY = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final String[] DECIMAL = { "", "k", "M", "G", "T", "P", "E" };

    private static final Set<String> ABBREVIATIONS = Set.of("cpu", "dns", "http", "id", "ip", "ipp", "mac", "mtu", "nfs", "os",
            "sid", "smb", "snmp", "ssh", "tcp", "tls", "udp", "ups", "uri", "url", "uuid", "vlan", "wwn");

    private Wording() {
    }

    /** {@code COMPLETE}, or the name of the shortfall's reason or of the failure. */
    public static String outcome(Ending ending) {
        var failure = ending.failure();
        if (failure != null) {
            return failure.name();
        }
        var shortfall = ending.shortfall();
        return shortfall != null ? shortfall.reason().name() : "COMPLETE";
    }

    /** The best name; "" without one. */
    public static String name(StoredVisit visit) {
        return visit.names().isEmpty() ? "" : visit.names().getFirst();
    }

    /**
     * {@code installed-software} becomes "Installed software", {@code com.acme.laser-fuser} "Laser fuser"; a single word says too little where
     * the family is a protocol: {@code snmp.agent} becomes "SNMP agent".
     */
    public static String title(String classId) {
        var parts = classId.split("[.]");
        var words = parts[parts.length - 1].split("-");
        return sentence(words.length == 1 && parts.length == 2 && ABBREVIATIONS.contains(parts[0])
                ? new String[] { parts[0], words[0] } : words);
    }

    /** {@code serialNumber} becomes "Serial number". */
    public static String heading(String column) {
        return sentence(column.split("(?<=[a-z0-9])(?=[A-Z])"));
    }

    private static String sentence(String[] parts) {
        var words = Stream.of(parts).map(w -> w.toLowerCase(Locale.ROOT))
                .map(w -> ABBREVIATIONS.contains(w) ? w.toUpperCase(Locale.ROOT) : w).collect(Collectors.joining(" "));
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code NOT_REPORTED} becomes "not reported". */
    public static String constant(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * 4096 becomes "4.0 KiB"; below 1 KiB exact, and below 10 KiB where it is no round number: nobody knows an MTU as "1.5
     * KiB".
     */
    public static String bytes(double bytes) {
        if (Math.abs(bytes) < 10 * 1024 && bytes % 1024 != 0) {
            return plain(bytes) + " B";
        }
        return scaled(bytes, 1024, BINARY, "");
    }

    /** 1000000000 becomes "1.0 Gbit/s". */
    public static String decimal(double value, String unit) {
        return scaled(value, 1000, DECIMAL, unit);
    }

    private static String scaled(double value, int step, String[] prefixes, String unit) {
        var rest = Math.abs(value);
        var power = 0;
        // 1023.96 would round to 1024.0 of the smaller unit.
        while (power < prefixes.length - 1 && rest >= (power == 0 ? step : step - 0.05)) {
            rest /= step;
            power++;
        }
        var number = power == 0 ? plain(rest) : String.format(Locale.ROOT, "%.1f", rest);
        return (value < 0 ? "\u2212" : "") + number + " " + prefixes[power] + unit;
    }

    /** A number without an exponent, and without ".0". */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        var text = java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return text.equals("-0") ? "0" : text;
    }
}
