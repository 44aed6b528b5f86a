package org.tidewaiter.workbench.read;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Values as people read them, and the order in which people expect them. Pure. */
public final class Texts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String[] BYTES = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    /** The words of data classes' names that people write in capitals. */
    private static final Set<String> ABBREVIATIONS = Set.of("bios", "cpu", "dhcp", "dns", "http", "id", "ip", "ipp", "mac", "mtu",
            "os", "smart", "smb", "snmp", "ssh", "tls", "uid", "gid", "ups", "uuid", "tcp", "udp", "vlan");
    /** A cell shows no more; the evidence has it all. */
    private static final int MOST_CHARACTERS = 500;

    private Texts() {
    }

    /**
     * {@code installed-software} and {@code ipAddress} as words: "Installed software", "IP address". Of a plugin's {@code com.acme.laser-fuser}
     * the last part; with a protocol in front where one word says too little: "SNMP agent".
     */
    public static String title(String name) {
        var parts = name.split("[.]");
        var last = parts.length == 0 ? "" : parts[parts.length - 1];
        var isBare = parts.length == 2 && !last.contains("-") && ABBREVIATIONS.contains(parts[0]);
        var words = (isBare ? name : last).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('-', ' ').replace('.', ' ')
                .toLowerCase(Locale.ROOT)
                .strip().split(" +");
        for (var i = 0; i < words.length; i++) {
            if (ABBREVIATIONS.contains(words[i])) {
                words[i] = words[i].toUpperCase(Locale.ROOT);
            } else if (i == 0 && !words[i].isEmpty()) {
                words[i] = Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1);
            }
        }
        return String.join(" ", words);
    }

    /**
     * A cell.
     *
     * @param unit UCUM symbol, if the value has one
     */
    public static String of(@Nullable Object value, @Nullable String unit) {
        return switch (value) {
            case null -> "";
            case Long number when "B".equals(unit) -> bytes(number);
            case Number number -> unit == null ? number.toString() : number + " " + unit;
            case Boolean truth -> truth ? "yes" : "no";
            case Instant time -> TIME.format(time.atZone(ZoneId.systemDefault()));
            case Duration duration -> duration(duration);
            case Collection<?> several -> oneLine(several.stream().map(v -> of(v, unit)).collect(Collectors.joining(", ")));
            default -> oneLine(value.toString());
        };
    }

    private static String bytes(long number) {
        var unit = 0;
        var size = (double) number;
        while (Math.abs(size) >= 1024 && unit < BYTES.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? number + " B" : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, BYTES[unit]);
    }

    private static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        var days = duration.toDays();
        return (days > 0 ? days + " d " : "")
                + String.format(Locale.ROOT, "%d:%02d:%02d h", duration.toHoursPart(), duration.toMinutesPart(),
                        duration.toSecondsPart());
    }

    private static String oneLine(String text) {
        var clean = visible(text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "\u2026" : text);
        return clean.replace('\n', '\u240a').replace('\t', ' ');
    }

    /** Control characters as their pictures, but for line feeds and tabs: what a device said must not play tricks on the screen. */
    public static String visible(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' || c == '\t') {
                clean.append(c);
            } else if (c < 0x20) {
                clean.append((char) (0x2400 + c));
            } else if (c == 0x7f) {
                clean.append('\u2421');
            } else if (c >= 0x80 && c < 0xa0 || Character.getType(c) == Character.FORMAT) {
                // C1 controls, and marks that reverse or hide what follows them
                clean.append('\ufffd');
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** Numbers by size, times by time, addresses by number, texts by letters; absent values last, unlike kinds by kind. */
    public static final Comparator<@Nullable Object> ORDER = Comparator.nullsLast(Texts::compare);

    /** The other way round, but for absent values, which stay last. */
    public static final Comparator<@Nullable Object> REVERSE = Comparator.nullsLast((a, b) -> compare(b, a));

    private static int compare(Object a, Object b) {
        if (a instanceof String left && b instanceof String right) {
            return String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()).compare(left, right);
        }
        if (a instanceof Comparable<?> left && a.getClass() == b.getClass()) {
            return compareAlike(left, b);
        }
        if (a instanceof Number left && b instanceof Number right) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        var kinds = a.getClass().getName().compareTo(b.getClass().getName());
        return kinds != 0 ? kinds : of(a, null).compareTo(of(b, null));
    }

    /** Both are of one class. */
    @SuppressWarnings("unchecked")
    private static int compareAlike(Comparable<?> left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
