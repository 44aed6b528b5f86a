package org.tidewaiter.report.writing;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180). Texts that a spreadsheet would take for a formula get an apostrophe in front. */
public final class CsvLine {

    private CsvLine() {
    }

    /** Writes a line, its end with it. Numbers and truth values stand as they are, lists are joined by "; ". */
    public static void write(Writer out, List<? extends @Nullable Object> values) throws IOException {
        for (var i = 0; i < values.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(field(values.get(i)));
        }
        out.write("\r\n");
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Long number -> number.toString();
            case Double number -> number.toString();
            case Boolean flag -> flag.toString();
            case List<?> list -> quoted(harmless(list.stream().map(Object::toString).collect(Collectors.joining("; "))));
            default -> quoted(harmless(value.toString()));
        };
    }

    /** No formula, and no NUL, which ends a file for many readers. */
    private static String harmless(String text) {
        var clean = text.replace('\0', '\u2400');
        return !clean.isEmpty() && "=+-@\t\r\n".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n') ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
