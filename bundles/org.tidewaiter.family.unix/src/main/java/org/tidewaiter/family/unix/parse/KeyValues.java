package org.tidewaiter.family.unix.parse;

import java.util.HashMap;
import java.util.Map;

/** Lines {@code key=value}, as os-release(5) and our own loops over sysfs print them. */
public final class KeyValues {

    private KeyValues() {
    }

    /** The first value of each key; quotes around a value are removed and shell escapes within double quotes undone. Other lines are passed over. */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            var equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.putIfAbsent(line.substring(0, equals).strip(), unquote(line.substring(equals + 1).strip()));
            }
        });
        return values;
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
            return value;
        }
        return switch (value.charAt(0)) {
            case '\'' -> value.substring(1, value.length() - 1);
            case '"' -> value.substring(1, value.length() - 1).replaceAll("\\\\([\"\\\\$`])", "$1");
            default -> value;
        };
    }
}
