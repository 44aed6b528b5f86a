package org.tidewaiter.transport.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the marks in one of a shell's output streams. A mark is {@code NONCE:index:status\n}; whatever stands between two marks is the
 * output of one command, byte for byte: it may hold NULs and need not end with a line.
 */
final class MarkScanner {

    /** What the scanner finds, in order. */
    interface Sink {
        /** Bytes that belong to the section that has begun last. */
        void content(byte[] bytes, int from, int to);

        /** The end of a section; index 0 is the script's own beginning. */
        void mark(int index, int status);
    }

    /** Longest tail of a mark: two decimal numbers. */
    private static final int TAIL = 32;

    private final byte[] nonce;
    private byte[] pending = new byte[1 << 13];
    private int length;

    MarkScanner(String nonce) {
        this.nonce = nonce.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes the next bytes and tells the sink what can be told. */
    void feed(byte[] bytes, int count, Sink sink) {
        if (pending.length < length + count) {
            pending = Arrays.copyOf(pending, length + count);
        }
        System.arraycopy(bytes, 0, pending, length, count);
        length += count;
        var from = 0;
        for (var at = find(from); at >= 0; at = find(from)) {
            var end = lineEnd(at);
            if (end < 0 && length - at - nonce.length <= TAIL) {
                emit(from, at, sink);
                keep(at);
                return;
            }
            emit(from, at, sink);
            tell(at + nonce.length, end < 0 ? length : end, sink);
            from = end < 0 ? length : end + 1;
        }
        var safe = Math.max(from, length - nonce.length + 1);
        while (safe < length && !Arrays.equals(pending, safe, length, nonce, 0, length - safe)) {
            safe++;
        }
        emit(from, safe, sink);
        keep(safe);
    }

    /** The stream has ended: what was held back is content. */
    void end(Sink sink) {
        emit(0, length, sink);
        length = 0;
    }

    private void tell(int from, int to, Sink sink) {
        var parts = new String(pending, from, to - from, StandardCharsets.ISO_8859_1).split(":");
        if (parts.length == 3 && parts[0].isEmpty() && parts[1].matches("[0-9]{1,6}") && parts[2].matches("[0-9]{1,9}")) {
            sink.mark(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    private void emit(int from, int to, Sink sink) {
        if (to > from) {
            sink.content(pending, from, to);
        }
    }

    private void keep(int from) {
        System.arraycopy(pending, from, pending, 0, length - from);
        length -= from;
    }

    private int lineEnd(int from) {
        for (var i = from; i < length; i++) {
            if (pending[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int find(int from) {
        for (var i = from; i <= length - nonce.length; i++) {
            if (pending[i] == nonce[0] && Arrays.equals(pending, i, i + nonce.length, nonce, 0, nonce.length)) {
                return i;
            }
        }
        return -1;
    }
}
