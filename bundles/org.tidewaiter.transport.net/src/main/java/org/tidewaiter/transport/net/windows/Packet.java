package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.transport.net.Unexpected;
import org.tidewaiter.transport.net.Words;

/** A part of a message, read at places and little-endian, as Microsoft's protocols are. Reading beyond the end is {@link Unexpected}. */
final class Packet {
    // Seconds from 1601 to 1970 ([MS-DTYP] 2.3.3).
    private static final long EPOCH = 11_644_473_600L;
    private static final long TICKS = 10_000_000L;
    private static final String MALFORMED = "malformed";

    private final ByteBuffer bytes;

    Packet(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Packet(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int length() {
        return bytes.limit();
    }

    private int checked(long at, long length) throws Unexpected {
        if (at < 0 || length < 0 || at + length > bytes.limit()) {
            throw new Unexpected(MALFORMED);
        }
        return (int) at;
    }

    int octet(long at) throws Unexpected {
        return Byte.toUnsignedInt(bytes.get(checked(at, 1)));
    }

    int word(long at) throws Unexpected {
        return Short.toUnsignedInt(bytes.getShort(checked(at, 2)));
    }

    long number(long at) throws Unexpected {
        return Integer.toUnsignedLong(bytes.getInt(checked(at, 4)));
    }

    long quad(long at) throws Unexpected {
        return bytes.getLong(checked(at, 8));
    }

    /** A part of this; places in it count from its own beginning. */
    Packet part(long at, long length) throws Unexpected {
        return new Packet(bytes.slice(checked(at, length), (int) length));
    }

    /** All that is left from a place on. */
    Packet from(long at) throws Unexpected {
        return part(at, bytes.limit() - at);
    }

    byte[] array() {
        var copy = new byte[bytes.limit()];
        bytes.get(0, copy);
        return copy;
    }

    /** Whether these bytes stand at a place. */
    boolean has(long at, byte... expected) {
        if (at < 0 || at + expected.length > bytes.limit()) {
            return false;
        }
        var found = new byte[expected.length];
        bytes.get((int) at, found);
        return Arrays.equals(found, expected);
    }

    /** All of it as UTF-16 without control characters, cut. */
    String unicode(int longest) {
        var whole = new byte[Math.min(bytes.limit(), 4 * longest) & ~1];
        bytes.get(0, whole);
        return Words.clean(new String(whole, StandardCharsets.UTF_16LE), longest);
    }

    /** All of it as text of one byte a character or UTF-8, without control characters, cut. */
    String text(int longest) {
        return Words.of(array(), longest);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A UUID as [C706] appendix A writes it; its first three fields are little-endian on the wire. */
    String uuid(long at) throws Unexpected {
        checked(at, 16);
        var end = new StringBuilder();
        for (var i = 8; i < 16; i++) {
            end.append(i == 10 ? "-" : "").append("%02x".formatted(octet(at + i)));
        }
        return "%08x-%04x-%04x-%s".formatted(number(at), word(at + 4), word(at + 6), end);
    }

    /** A FILETIME ([MS-DTYP] 2.3.3); null for zero, which stands for an unknown time, and for what no clock shows. */
    @Nullable
    Instant time(long at) throws Unexpected {
        var ticks = quad(at);
        // to the year 3000: what is later is no time
        return ticks <= 0 || ticks > 441_481_536_000_000_000L ? null
                : Instant.ofEpochSecond(ticks / TICKS - EPOCH, ticks % TICKS * 100);
    }
}
