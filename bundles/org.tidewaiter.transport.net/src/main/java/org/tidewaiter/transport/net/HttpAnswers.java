package org.tidewaiter.transport.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Reads an answer of HTTP/1.1 (RFC 9112) off the wire as it is, and knows when it is whole or enough. */
public final class HttpAnswers {
    private static final int LONGEST_HEAD = 1 << 15;
    private static final int LONGEST_BODY = 1 << 16;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream heard;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable HttpHead head;
    private int scanned;

    private HttpAnswers(InputStream heard) {
        this.heard = heard;
    }

    /**
     * What was received.
     *
     * @param isWhole whether it ended by itself: not by a limit or a deadline
     */
    public record Received(byte[] bytes, boolean isWhole) {
    }

    /**
     * Reads at most 32 KiB of head and 64 KiB of body.
     *
     * @throws Unexpected {@code not-http} when something else came
     */
    public static Received read(InputStream heard) throws IOException {
        return new HttpAnswers(heard).read();
    }

    private Received read() throws IOException {
        var buffer = new byte[1 << 13];
        while (true) {
            var left = limit() - received.size();
            if (left <= 0) {
                return new Received(received.toByteArray(), isWhole());
            }
            int count;
            try {
                count = heard.read(buffer, 0, Math.min(left, buffer.length));
            } catch (SocketTimeoutException e) {
                if (received.size() < HttpHead.SHORTEST) {
                    throw e;
                }
                return new Received(received.toByteArray(), false);
            }
            if (count < 0) {
                if (received.size() == 0) {
                    throw new EOFException("closed");
                }
                return new Received(bytes(), true);
            }
            received.write(buffer, 0, count);
            if (isWhole()) {
                return new Received(received.toByteArray(), true);
            }
        }
    }

    /** How many bytes are wanted in all, as far as is known. */
    private int limit() {
        return head == null ? LONGEST_HEAD : head.end() + LONGEST_BODY;
    }

    private byte[] bytes() throws Unexpected {
        var bytes = received.toByteArray();
        if (bytes.length < HttpHead.SHORTEST || !HttpHead.begins(bytes)) {
            throw new Unexpected("not-http");
        }
        return bytes;
    }

    private boolean isWhole() throws Unexpected {
        if (received.size() < HttpHead.SHORTEST) {
            return false;
        }
        var known = head;
        if (known == null) {
            var bytes = bytes();
            known = HttpHead.of(bytes, scanned);
            scanned = Math.max(0, bytes.length - 4);
            if (known == null) {
                return false;
            }
            head = known;
        }
        if (known.isChunked()) {
            var bytes = received.toByteArray();
            return bytes.length - known.end() >= LAST_CHUNK.length && Arrays.equals(bytes, bytes.length - LAST_CHUNK.length,
                    bytes.length, LAST_CHUNK, 0, LAST_CHUNK.length);
        }
        return received.size() - known.end() >= known.bodyLength();
    }
}
