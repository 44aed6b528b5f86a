package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What opening a session told, as lines {@code name=value} in the evidence: {@code server}, {@code host-key}, {@code key-exchange},
 * {@code algorithms} ({@code modern} or {@code legacy}), {@code credential}, {@code elevation}, and for shells {@code system}, {@code release},
 * {@code machine}. The order is kept; values have no line breaks.
 *
 * @param values name to value
 */
public record SessionFacts(SequencedMap<String, String> values) {

    /** An empty set. */
    public SessionFacts() {
        this(new LinkedHashMap<>());
    }

    /** Adds a value; control characters become spaces, and 500 characters are kept. Returns this. */
    public SessionFacts put(String name, String value) {
        var clean = value.replaceAll("\\p{Cntrl}", " ");
        values.put(name, clean.length() > 500 ? clean.substring(0, 500) : clean);
        return this;
    }

    /** A value, or "". */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** The bytes for the evidence. */
    public byte[] bytes() {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads them back. */
    public static SessionFacts of(byte[] bytes) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            var equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new SessionFacts(values);
    }

    /** As a plain map. */
    public Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
