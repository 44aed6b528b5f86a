package org.tidewaiter.family.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.Request;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code recording.json} of a synthetic host: each request that the steps have, answered by the file {@code 1/ID.out} beside it, by the
 * ending that {@code endings.txt} gives it ({@code ID REASON detail}, {@code __scripts__} for all scripts), or by nothing. So a changed request needs no new recording by hand.
 */
final class SyntheticIndex {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Instant STARTED = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Integer> OPEN = List.of(135, 139, 445);
    /** What the computer lets one in by, where the file {@code 1/ID.out} tells how the login went. */
    private static final Map<String, Integer> SESSIONS = new TreeMap<>(Map.of("smb", 445, "winrm", 5985));

    private final Path folder;
    private final String address;
    private final Map<String, String> endings = new HashMap<>();
    private int ordinal;

    SyntheticIndex(Path folder) throws IOException {
        this.folder = folder;
        address = "10.20.0." + (11 + Math.floorMod(folder.getFileName().toString().hashCode(), 200));
        var file = folder.resolve("endings.txt");
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ", 2);
                endings.put(words[0], words[1]);
            }
        }
    }

    /** The index as it should read. */
    String text() {
        ordinal = 0;
        var root = JSON.createObjectNode().put("format", 1);
        var header = root.putObject("header").put("purpose", "AUDIT");
        header.putArray("targets").add(address);
        header.putArray("scope").add(address + "/32");
        header.putArray("excluded");
        header.putArray("ports");
        header.put("software", "synthetic").put("started", STARTED.toString());
        var footer = root.putObject("footer").put("finished", STARTED.plusSeconds(60).toString()).put("ending", "COMPLETE")
                .put("asked", 1).put("silent", 0);
        footer.putArray("notes");
        footer.put("root", "");
        var visit = root.putArray("visits").addObject().put("address", address).put("asked", address);
        var exchanges = visit.putArray("exchanges");
        new WindowsFamily().probes().forEach(p -> probe(exchanges, p));
        SESSIONS.forEach((id, port) -> {
            if (has(id)) {
                file(exchange(exchanges, "SESSION", id, id + " " + address + ":" + port).put("detail", "").put("exit", -1), id);
            }
        });
        var requests = new LinkedHashSet<Request>();
        new WindowsAuditor().steps().forEach(s -> requests.addAll(s.requests()));
        requests.forEach(r -> request(exchanges, r));
        return JSON.writeValueAsString(root) + "\n";
    }

    private ObjectNode exchange(ArrayNode exchanges, String kind, String id, String request) {
        ordinal++;
        return exchanges.addObject().put("ordinal", ordinal).put("kind", kind).put("requestId", id).put("request", request)
                .put("started", STARTED.plusMillis(ordinal * 100L).toString()).put("duration", "PT0.05S");
    }

    private void probe(ArrayNode exchanges, Probe probe) {
        var open = probe instanceof Probe.TcpConnect
                && (OPEN.contains(probe.port()) || probe.port() == 5985 && has("winrm"));
        var answer = probe.text().replaceAll("[^A-Za-z0-9.-]+", "-");
        file(exchange(exchanges, "PROBE", probe.text(), probe.text())
                .put("detail", open ? "OPEN syn-ack 300 us" : has(answer) ? "OPEN reply 300 us" : "CLOSED refused 300 us")
                .put("exit", -1), answer);
    }

    private void request(ArrayNode exchanges, Request request) {
        var node = exchange(exchanges, "REQUEST", request.id(), request.text());
        var everyScript = request instanceof PowerShellScript ? endings.get("__scripts__") : null;
        var ending = endings.getOrDefault(request.id(), everyScript);
        if (ending != null) {
            var words = ending.split(" ", 2);
            node.put("shortfall", words[0]).put("shortfallDetail", words[1]);
        }
        file(node.put("detail", ending == null ? "" : ending.split(" ", 2)[1]).put("exit", 0), request.id());
    }

    private void file(ObjectNode node, String id) {
        if (has(id)) {
            node.put("out", "1/" + id + ".out");
        }
    }

    private boolean has(String id) {
        return Files.exists(folder.resolve("1/" + id + ".out"));
    }

    Path file() {
        return folder.resolve("recording.json");
    }

    void write() throws IOException {
        Files.write(file(), text().getBytes(StandardCharsets.UTF_8));
    }
}
