package org.tidewaiter.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Column;
import org.tidewaiter.api.data.ColumnType;
import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.Wording;

/** Typesets the values of data classes. */
final class Cells {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", java.util.Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Cells() {
    }

    /** 2026-03-04 05:06:07; in UTC, which the page says once. */
    static String time(Instant instant) {
        return SECONDS.format(instant);
    }

    /** 4 March 2026, 05:06. */
    static String date(Instant instant) {
        return MINUTES.format(instant);
    }

    /** 312 µs, 1.2 ms, 3.4 s, 2 min 5 s. */
    static String duration(Duration duration) {
        var micros = duration.toNanos() / 1000;
        if (micros < 1000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return Wording.plain(micros / 100 / 10.0) + " ms";
        }
        if (micros < 60_000_000) {
            return Wording.plain(micros / 100_000 / 10.0) + " s";
        }
        var seconds = duration.toSeconds();
        return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    static boolean isNumber(Column column) {
        return !column.list() && (column.type() == ColumnType.INTEGER || column.type() == ColumnType.REAL)
                && !isIdentifier(column);
    }

    /** Numbers that count nothing: ports, process ids. They stand left, ungrouped. */
    private static boolean isIdentifier(Column column) {
        return column.key() && column.unit() == null;
    }

    /** The cell's content; nothing where the value is absent. */
    static void value(Markup html, Column column, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> {
                // Absent: an empty cell.
            }
            case Number number -> number(html, number, column.unit());
            case Boolean flag -> html.raw(flag ? "yes" : "no");
            case Instant instant -> html.raw("<time datetime=\"" + instant + "\">" + time(instant) + "</time>");
            case Duration duration -> html.raw("<span title=\"" + duration + "\">" + duration(duration) + "</span>");
            case List<?> list -> list(html, list);
            default -> html.text(column.type() == ColumnType.ENUM ? Wording.constant(value.toString()) : value.toString());
        }
    }

    private static void list(Markup html, List<?> list) throws IOException {
        html.raw(list.isEmpty() ? "" : "<ul class=\"in\">");
        for (var element : list) {
            html.element("li", element.toString());
        }
        html.raw(list.isEmpty() ? "" : "</ul>");
    }

    private static void number(Markup html, Number number, @Nullable String unit) throws IOException {
        var exact = number instanceof Double real ? Wording.plain(real) : number.toString();
        if (unit == null) {
            html.raw(exact);
            return;
        }
        var scaled = switch (unit) {
            case "B" -> Wording.bytes(number.doubleValue());
            case "bit/s" -> Wording.decimal(number.doubleValue(), unit);
            default -> exact + " " + unit;
        };
        html.raw("<span title=\"").attribute(exact + " " + unit).raw("\">").text(scaled).raw("</span>");
    }
}
