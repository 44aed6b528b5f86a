package org.tidewaiter.transport.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Makes an observation of an HTTP answer as it was received. Pure and total. */
final class HttpDecoder {
    private static final int LONGEST_VALUE = 1024;
    private static final int LONGEST_CHUNK_LINE = 256;

    private HttpDecoder() {
    }

    /** Status, fields and title; empty when this is no HTTP. */
    static Optional<Observation> decode(Probe.HttpGet probe, byte[] bytes, Evidence evidence) {
        var rest = bytes;
        var head = HttpHead.ofPart(rest);
        // Interim answers come before the answer (RFC 9110 section 15.2).
        for (var i = 0; i < 4 && head != null && head.status() < 200 && head.end() < rest.length; i++) {
            rest = Arrays.copyOfRange(rest, head.end(), rest.length);
            head = HttpHead.ofPart(rest);
        }
        if (head == null) {
            return Optional.empty();
        }
        var body = Arrays.copyOfRange(rest, head.end(), rest.length);
        var title = head.isPlain() ? HtmlTitle.of(head.isChunked() ? unchunked(body) : body, head.charset()) : null;
        return Optional.of(new Observation.HttpAnswer(probe.port(), probe.secure(), head.status(), value(head, "Server"), title,
                value(head, "Location"), value(head, "WWW-Authenticate"), evidence));
    }

    private static @Nullable String value(HttpHead head, String name) {
        var value = Words.of(String.join(", ", head.values(name)).getBytes(StandardCharsets.ISO_8859_1), LONGEST_VALUE);
        return value.isEmpty() ? null : value;
    }

    /** Undoes chunks (RFC 9112 section 7.1) as far as they are whole; what is no chunk ends it. */
    static byte[] unchunked(byte[] body) {
        var plain = new ByteArrayOutputStream();
        var at = 0;
        while (at < body.length) {
            var lineEnd = at;
            while (lineEnd < body.length && lineEnd - at < LONGEST_CHUNK_LINE && body[lineEnd] != '\n') {
                lineEnd++;
            }
            var size = size(new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1));
            at = lineEnd + 1;
            if (size <= 0 || at >= body.length) {
                break;
            }
            var there = Math.min(size, body.length - at);
            plain.write(body, at, there);
            at += there;
            while (at < body.length && (body[at] == '\r' || body[at] == '\n')) {
                at++;
            }
        }
        return plain.toByteArray();
    }

    /** Hex digits before a semicolon; -1 when there is something else. */
    private static int size(String line) {
        var digits = line.split(";", 2)[0].strip();
        return digits.matches("[0-9A-Fa-f]{1,7}") ? Integer.parseInt(digits, 16) : -1;
    }
}
