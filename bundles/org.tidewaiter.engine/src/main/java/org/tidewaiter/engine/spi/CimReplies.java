package org.tidewaiter.engine.spi;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.CimValue;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What the stored exchanges of a CIM server or a PowerShell say: the one reading of them for live sessions and replays. Pure and total. An
 * answer is stored as a JSON array (RFC 8259) with an object for each row.
 */
public final class CimReplies {

    private static final int MAXIMUM_DEPTH = 20;
    private static final int MAXIMUM_TEXT = 4 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAXIMUM_DEPTH + 2)
                    .maxStringLength(MAXIMUM_TEXT).maxNumberLength(100).maxNameLength(1_000).build())
            .build();

    private CimReplies() {
    }

    /** The greeting of an opened session. */
    public static List<Observation> greeting(SessionFacts facts, Evidence evidence) {
        return facts.value("powershell").isEmpty() ? List.of()
                : List.of(new Observation.PowerShellGreeting(facts.value("powershell"), facts.value("language-mode"),
                        facts.value("computer"), evidence));
    }

    /**
     * The reply in a stored exchange. What cannot be read ends the rows and makes a shortfall, unless there is one already.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static CimReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        var rows = new ArrayList<CimRow>();
        var unreadable = read(exchange.out(), rows);
        var shortfall = exchange.ending().shortfall();
        if (shortfall == null && unreadable != null) {
            shortfall = new Shortfall(GapReason.UNPARSEABLE, exchange.requestId() + ": " + unreadable);
        }
        return new CimReply(rows, shortfall, exchange.evidence());
    }

    /**
     * Rows as an answer is stored, one a line.
     *
     * @param rows texts, numbers, truth values, and lists of them
     */
    public static String text(List<? extends Map<String, Object>> rows) {
        var text = new StringBuilder("[");
        var separator = "\n";
        for (var row : rows) {
            var line = new StringWriter();
            try (var json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
                json.writeStartObject();
                row.forEach((name, value) -> {
                    json.writeName(name);
                    write(json, value);
                });
                json.writeEndObject();
            }
            text.append(separator).append(line);
            separator = ",\n";
        }
        return text.append("\n]\n").toString();
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Number number -> json.writeNumber(number.longValue());
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(each -> write(json, each));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException(value.getClass() + " is no value of a row");
        }
    }

    /** The rows of an answer, as far as they can be read. */
    public static List<CimRow> rows(byte[] json) {
        var rows = new ArrayList<CimRow>();
        read(json, rows);
        return rows;
    }

    /** Fills in the rows; says in words what stopped it, or nothing. */
    private static @Nullable String read(byte[] bytes, List<CimRow> rows) {
        if (bytes.length == 0) {
            return null;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return "the answer is no JSON array";
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    return "the answer ends in the middle";
                }
                rows.add(row(parser, rows.size() + 1));
            }
            return null;
        } catch (JacksonException e) {
            return "the answer is no JSON after row " + rows.size() + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("");
        }
    }

    /** An object, or anything else as the property {@code value}. */
    private static CimRow row(JsonParser parser, int number) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser, number);
        }
        var value = value(parser);
        return new CimRow(number, value == null ? Map.of() : Map.of("value", value));
    }

    private static CimRow object(JsonParser parser, int number) {
        var values = new HashMap<String, CimValue>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            var value = value(parser);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new CimRow(number, values);
    }

    private static @Nullable CimValue value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new CimValue.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new CimValue.Numeric(new BigDecimal(parser.getString()));
            case VALUE_TRUE -> new CimValue.Truth(true);
            case VALUE_FALSE -> new CimValue.Truth(false);
            case START_OBJECT -> new CimValue.Embedded(object(parser, 0));
            case START_ARRAY -> array(parser);
            case null, default -> null;
        };
    }

    private static CimValue array(JsonParser parser) {
        var values = new ArrayList<CimValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                break;
            }
            var value = value(parser);
            if (value != null) {
                values.add(value);
            }
        }
        return new CimValue.Array(values);
    }
}
