package org.tidewaiter.report.firewall;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.firewall.FirewallRequest.Other;
import org.tidewaiter.report.firewall.FirewallRequest.Service;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what {@link RequestWriter} wrote: these fields in this order, nothing between and nothing after. Whatever else there is ends in a
 * {@link tools.jackson.core.JacksonException}, an {@link IllegalArgumentException} or a {@link java.time.DateTimeException}.
 */
final class RequestReader implements AutoCloseable {

    private static final int LONGEST_TEXT = 65_536;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 20;

    private final JsonParser json;

    RequestReader(InputStream in, long largest) {
        var limits = StreamReadConstraints.builder().maxDocumentLength(largest).maxStringLength(LONGEST_TEXT)
                .maxNameLength(LONGEST_NUMBER).maxNumberLength(LONGEST_NUMBER).maxNestingDepth(DEEPEST).build();
        json = JsonFactory.builder().streamReadConstraints(limits).build().createParser(ObjectReadContext.empty(), in);
    }

    FirewallRequest document() {
        take(JsonToken.START_OBJECT);
        var schema = text("schema");
        if (!schema.equals(FirewallRequestFile.SCHEMA)) {
            throw new IllegalArgumentException("its schema is not " + FirewallRequestFile.SCHEMA);
        }
        var request = new FirewallRequest(Instant.parse(text("made")), list("sources", () -> IpAddress.parse(string())),
                LocalDate.parse(text("until")), list("openings", this::opening), list("services", this::service),
                list("others", this::other));
        take(JsonToken.END_OBJECT);
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something follows its end");
        }
        return request;
    }

    // Arguments are evaluated from left to right, which is the order of the fields.

    private Opening opening() {
        within(JsonToken.START_OBJECT);
        var opening = new Opening(text("id"), protocol(), port(), prefixes(), number("devices"), text("purpose"), text("effect"),
                list("lost", this::string), list("rules", this::string), list("tellers", () -> IpAddress.parse(string())),
                truth("temporary"));
        take(JsonToken.END_OBJECT);
        return opening;
    }

    private Service service() {
        within(JsonToken.START_OBJECT);
        var service = new Service(protocol(), port(), prefixes(), text("remedy"), text("effect"), text("rule"));
        take(JsonToken.END_OBJECT);
        return service;
    }

    private Other other() {
        within(JsonToken.START_OBJECT);
        var other = new Other(protocol(), port(), prefixes(), text("why"), text("remedy"), text("rule"));
        take(JsonToken.END_OBJECT);
        return other;
    }

    private Protocol protocol() {
        var name = text("protocol");
        return Stream.of(Protocol.values()).filter(p -> p.name().toLowerCase(java.util.Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such protocol"));
    }

    private int port() {
        return (int) Math.min(number("port"), Integer.MAX_VALUE);
    }

    private List<Prefix> prefixes() {
        return list("destinations", () -> Prefix.tryParse(string())
                .orElseThrow(() -> new IllegalArgumentException("a destination is no address and no prefix")));
    }

    private String text(String name) {
        named(name, JsonToken.VALUE_STRING);
        return json.getString();
    }

    private long number(String name) {
        named(name, JsonToken.VALUE_NUMBER_INT);
        var number = json.getLongValue();
        if (number < 0) {
            throw new IllegalArgumentException(name + " is below 0");
        }
        return number;
    }

    private boolean truth(String name) {
        named(name);
        return switch (json.nextToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw unexpected("true or false as " + name);
        };
    }

    /** The element that the parser stands on. */
    private String string() {
        within(JsonToken.VALUE_STRING);
        return json.getString();
    }

    /** Each element is read by one call, for which the parser stands on its first token. */
    private <T> List<T> list(String name, Supplier<T> element) {
        named(name, JsonToken.START_ARRAY);
        var elements = new ArrayList<T>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == MOST_ENTRIES) {
                throw new IllegalArgumentException(name + " has more than " + MOST_ENTRIES + " entries");
            }
            elements.add(element.get());
        }
        return elements;
    }

    private void named(String name, JsonToken value) {
        named(name);
        take(value);
    }

    private void named(String name) {
        if (json.nextToken() != JsonToken.PROPERTY_NAME || !name.equals(json.currentName())) {
            throw unexpected("the field " + name);
        }
    }

    private void take(JsonToken token) {
        json.nextToken();
        within(token);
    }

    private void within(JsonToken token) {
        if (json.currentToken() != token) {
            throw unexpected(token.name());
        }
    }

    private IllegalArgumentException unexpected(String wanted) {
        return new IllegalArgumentException("in line " + json.currentLocation().getLineNr() + " there is not " + wanted);
    }

    @Override
    public void close() {
        json.close();
    }
}
