package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.family.windows.data.HardeningSetting;

/** The stored settings of the computer, and of the connection that remote desktops come in by. */
final class Settings {

    /** A setting that was looked for. */
    sealed interface Looked {

        /** It is stored. */
        record Stored(Row<HardeningSetting> row, String value) implements Looked {
        }

        /** It is not stored, as was seen. */
        record Unset(Row<HardeningSetting> row) implements Looked {
        }

        /** Nobody told, or two sources disagree. */
        record Untold(String why) implements Looked {
        }
    }

    private static final List<String> SUBJECTS = List.of("machine", "rdp-tcp");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9A-Fa-f]{1,15}");

    private static final Comparator<Row<HardeningSetting>> ORDER = Comparator
            .comparing((Row<HardeningSetting> row) -> row.item().source()).thenComparing(row -> row.evidence().toString());

    private final Map<String, List<Row<HardeningSetting>>> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Settings() {
    }

    static Settings of(Facts facts) {
        return facts.conclusion(Settings.class, Settings::gathered);
    }

    private static Settings gathered(Facts facts) {
        var settings = new Settings();
        for (var row : facts.of(HardeningSetting.class)) {
            if (SUBJECTS.contains(row.item().subject().toLowerCase(Locale.ROOT))) {
                settings.rows.computeIfAbsent(row.item().name(), _ -> new ArrayList<>()).add(row);
            }
        }
        return settings;
    }

    Looked look(String name) {
        var found = rows.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            return new Looked.Untold(name + " was not read");
        }
        // which of several equal ones is named must not hang on their order
        var first = found.stream().min(ORDER).orElseThrow();
        var value = first.item().value();
        if (found.stream().map(row -> String.valueOf(row.item().value())).distinct().count() > 1) {
            return new Looked.Untold("two sources disagree on " + name);
        }
        return value == null ? new Looked.Unset(first) : new Looked.Stored(first, value);
    }

    /** The rows of all settings whose names begin so. */
    List<Row<HardeningSetting>> startingWith(String prefix) {
        return rows.entrySet().stream()
                .filter(e -> e.getKey().toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)))
                .flatMap(e -> e.getValue().stream()).toList();
    }

    /** A value as a number: decimal, hexadecimal, or a truth value. */
    static OptionalLong number(String value) {
        var text = value.strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return OptionalLong.of(text.equalsIgnoreCase("true") ? 1 : 0);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text.substring(2), 16));
        }
        return DECIMAL.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
