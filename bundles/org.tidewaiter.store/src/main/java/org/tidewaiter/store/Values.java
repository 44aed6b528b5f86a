package org.tidewaiter.store;

import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Column;
import org.tidewaiter.api.data.ColumnType;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How Java's values look in SQLite, and back. */
final class Values {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Values() {
    }

    /** Always 27 characters, so that texts sort as times do. */
    static String timestamp(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    static long microseconds(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        var micros = row.getLong(column);
        return row.wasNull() ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** A component of a data class as SQLite keeps it. */
    static @Nullable Object encoded(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> jsonArray(list);
            case Boolean flag -> flag ? 1L : 0L;
            case Long number -> number;
            case Double number -> number;
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    static String jsonArray(List<?> values) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (var value : values) {
                switch (value) {
                    case Long number -> json.writeNumber(number.longValue());
                    case Double number when Double.isFinite(number) -> json.writeNumber(number.doubleValue());
                    case Boolean flag -> json.writeBoolean(flag);
                    case Enum<?> constant -> json.writeString(constant.name());
                    default -> json.writeString(value.toString());
                }
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /** Names with their values as an array of {@code windows=0f3a...}. */
    static String jsonWords(SortedMap<String, String> values) {
        return jsonArray(values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }

    /** What {@link #jsonWords} has written. */
    static SortedMap<String, String> words(String json) {
        var values = new TreeMap<String, String>();
        for (var word : strings(json)) {
            var sign = word.indexOf('=');
            values.put(word.substring(0, sign), word.substring(sign + 1));
        }
        return values;
    }

    /** The elements of a JSON array of texts. */
    static List<String> strings(@Nullable String json) {
        return json == null ? List.of() : elements(json);
    }

    private static List<String> elements(String json) {
        var result = new ArrayList<String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    result.add(parser.getString());
                }
            }
        } catch (JacksonException _) {
            // Somebody wrote into the file by hand: show what stands there.
            return List.of(json);
        }
        return List.copyOf(result);
    }

    /** A component of a data class as Java's value; what does not fit its type any more stays text. */
    static @Nullable Object decoded(ResultSet row, int index, Column column) throws SQLException {
        if (column.list()) {
            var json = row.getString(index);
            return json == null ? null : elements(json).stream().map(e -> ofText(e, column.type())).toList();
        }
        var raw = row.getObject(index);
        if (raw == null) {
            return null;
        }
        if (raw instanceof Number number) {
            return switch (column.type()) {
                case INTEGER -> number.longValue();
                case REAL -> number.doubleValue();
                case BOOLEAN -> number.longValue() != 0;
                case TEXT, ENUM, INSTANT, DATE, DURATION, IP_ADDRESS, MAC_ADDRESS, PREFIX -> row.getString(index);
            };
        }
        return ofText(row.getString(index), column.type());
    }

    private static Object ofText(String text, ColumnType type) {
        try {
            return switch (type) {
                case TEXT, ENUM -> text;
                case INTEGER -> Long.valueOf(text);
                case REAL -> Double.valueOf(text);
                case BOOLEAN -> text.equals("true") || text.equals("1");
                case INSTANT -> Instant.parse(text);
                case DATE -> LocalDate.parse(text);
                case DURATION -> Duration.parse(text);
                case IP_ADDRESS -> IpAddress.parse(text);
                case MAC_ADDRESS -> MacAddress.tryParse(text).<Object> map(m -> m).orElse(text);
                case PREFIX -> Prefix.tryParse(text).<Object> map(p -> p).orElse(text);
            };
        } catch (DateTimeException | IllegalArgumentException _) {
            return text;
        }
    }
}
