package org.tidewaiter.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recording as a folder: {@code recording.json} with everything but the replies, and each reply in a file of its own beside it
 * ({@code 1/003-os-release.out}), so that people can read and compare them.
 */
public final class RecordingDirectory {

    private static final String INDEX = "recording.json";
    private static final int FORMAT = 1;
    private static final long MOST_BYTES = 512L << 20;

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Where a recording's files come from. */
    @FunctionalInterface
    public interface Source {
        /** All bytes of a file, by its name within the recording. */
        byte[] read(String name) throws IOException;
    }

    private RecordingDirectory() {
    }

    /** Writes a recording into a folder that does not exist yet or is empty. */
    public static void write(Recording recording, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(folder + " is not empty; name a new folder for the recording");
            }
        }
        var root = JSON.createObjectNode().put("format", FORMAT);
        header(recording.header(), root.putObject("header"));
        if (recording.footer() instanceof RunFooter footer) {
            footer(footer, root.putObject("footer"));
        }
        var visits = root.putArray("visits");
        for (var i = 0; i < recording.visits().size(); i++) {
            var visit = recording.visits().get(i);
            var node = visits.addObject().put("address", visit.address()).put("asked", visit.asked());
            var exchanges = node.putArray("exchanges");
            for (var exchange : visit.exchanges()) {
                exchange(exchange, exchanges.addObject(), folder, (i + 1) + "/");
            }
        }
        Files.write(folder.resolve(INDEX), JSON.writeValueAsBytes(root));
    }

    private static void header(RunHeader header, ObjectNode node) {
        node.put("purpose", header.purpose().name());
        header.targets().forEach(node.putArray("targets")::add);
        header.scope().forEach(appendTo(node.putArray("scope")));
        header.excluded().forEach(appendTo(node.putArray("excluded")));
        header.ports().forEach(node.putArray("ports")::add);
        var manifests = node.putObject("manifests");
        header.manifests().forEach(manifests::put);
        node.put("software", header.software()).put("started", header.started().toString());
    }

    private static Consumer<Object> appendTo(ArrayNode array) {
        return value -> array.add(value.toString());
    }

    private static void footer(RunFooter footer, ObjectNode node) {
        node.put("finished", footer.finished().toString()).put("ending", footer.ending().name()).put("asked", footer.asked()).put(
                "silent",
                footer.silent());
        footer.notes().forEach(node.putArray("notes")::add);
        node.put("root", footer.root());
    }

    private static void exchange(Exchange exchange, ObjectNode node, Path folder, String place) throws IOException {
        node.put("ordinal", exchange.ordinal()).put("kind", exchange.kind().name()).put("requestId", exchange.requestId()).put(
                "request",
                exchange.request());
        var ending = exchange.ending();
        if (ending.failure() instanceof Failure failure) {
            node.put("failure", failure.name());
        }
        if (ending.shortfall() instanceof Shortfall shortfall) {
            node.put("shortfall", shortfall.reason().name()).put("shortfallDetail", shortfall.detail());
        }
        node.put("detail", ending.detail()).put("exit", exchange.exit()).put("started", exchange.started().toString()).put(
                "duration",
                exchange.duration().toString());
        var name = place + "%03d-%s".formatted(exchange.ordinal(), exchange.requestId().replaceAll("[^A-Za-z0-9.-]+", "-"));
        stream(node, "out", exchange.out(), folder, name + ".out");
        stream(node, "err", exchange.err(), folder, name + ".err");
    }

    private static void stream(ObjectNode node, String field, byte[] bytes, Path folder, String name) throws IOException {
        if (bytes.length > 0) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
            node.put(field, name);
        }
    }

    /**
     * Reads a recording.
     *
     * @throws IOException with a sentence when the folder holds none, or one of another format
     */
    public static Recording read(Path folder) throws IOException {
        var index = folder.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new IOException(folder + " is no recording: it holds no " + INDEX);
        }
        return read(folder.toString(), name -> bytes(folder, name));
    }

    /**
     * Reads a recording from wherever its files lie.
     *
     * @param shown what the place is called in failures
     */
    public static Recording read(String shown, Source files) throws IOException {
        try {
            var root = JSON.readTree(files.read(INDEX));
            if (root.path("format").asInt(0) != FORMAT) {
                throw new IOException(
                        shown + ": format " + root.path("format").asString("?") + " is not known here, only " + FORMAT);
            }
            var visits = new ArrayList<RecordedVisit>();
            for (var visit : root.path("visits")) {
                var exchanges = new ArrayList<Exchange>();
                for (var exchange : visit.path("exchanges")) {
                    exchanges.add(exchange(exchange, files));
                }
                visits.add(new RecordedVisit(text(visit, "address"), text(visit, "asked"), exchanges));
            }
            return new Recording(header(root.path("header")), root.has("footer") ? footer(root.path("footer")) : null, visits);
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException e) {
            throw new IOException(shown + ": " + INDEX + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static RunHeader header(JsonNode node) {
        return new RunHeader(Purpose.valueOf(node.path("purpose").asString("AUDIT")), texts(node, "targets"),
                prefixes(node, "scope"), prefixes(node, "excluded"), texts(node, "ports"),
                manifests(node.path("manifests")), text(node, "software"), Instant.parse(text(node, "started")));
    }

    private static SortedMap<String, String> manifests(JsonNode node) {
        var hashes = new TreeMap<String, String>();
        node.properties().forEach(p -> hashes.put(p.getKey(), p.getValue().asString("")));
        return hashes;
    }

    private static RunFooter footer(JsonNode node) {
        return new RunFooter(Instant.parse(text(node, "finished")), RunFooter.Ended.valueOf(text(node, "ending")),
                node.path("asked").asLong(0),
                node.path("silent").asLong(0), texts(node, "notes"), text(node, "root"));
    }

    private static Exchange exchange(JsonNode node, Source files) throws IOException {
        var shortfall = node.has("shortfall")
                ? new Shortfall(GapReason.valueOf(text(node, "shortfall")), text(node, "shortfallDetail")) : null;
        var failure = node.has("failure") ? Failure.valueOf(text(node, "failure")) : null;
        return new Exchange(node.path("ordinal").asInt(0), Exchange.Kind.valueOf(text(node, "kind")), text(node, "requestId"),
                text(node, "request"),
                new Ending(failure, shortfall, text(node, "detail")), node.path("exit").asInt(-1), stream(node, "out", files),
                stream(node, "err", files), Instant.parse(text(node, "started")), Duration.parse(text(node, "duration")));
    }

    /** A reply's file must lie within the recording: a recording may come from a stranger. */
    private static byte[] bytes(Path folder, String name) throws IOException {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " does not belong to the recording, or is too large");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] stream(JsonNode node, String field, Source files) throws IOException {
        return node.has(field) ? files.read(text(node, field)) : new byte[0];
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static List<String> texts(JsonNode node, String field) {
        var texts = new ArrayList<String>();
        node.path(field).forEach(n -> texts.add(n.asString("")));
        return texts;
    }

    private static List<Prefix> prefixes(JsonNode node, String field) {
        return texts(node, field).stream().map(RecordingDirectory::prefix).toList();
    }

    private static Prefix prefix(String text) {
        return Prefix.tryParse(text).orElseThrow(() -> new IllegalArgumentException("no block of addresses: " + text));
    }
}
