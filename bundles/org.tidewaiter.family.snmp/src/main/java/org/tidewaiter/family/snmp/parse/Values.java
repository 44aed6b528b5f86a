package org.tidewaiter.family.snmp.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpRow;
import org.tidewaiter.api.session.SnmpValue;

/** An agent's values as ours, without ever throwing: what is not of the expected type or stands for "nothing" is absent. */
public final class Values {

    private static final int LONGEST = 2_048;

    /** What agents write where they know nothing; lower case. */
    private static final Set<String> NOTHING = Set.of("", "n/a", "na", "none", "null", "(null)", "unknown", "(none)", "<none>",
            "not specified", "not available", "not applicable", "default string", "to be filled by o.e.m.", "0123456789",
            "system product name", "system serial number", "unspecified", "undefined", "unavailable", "-", "--", "---", "noname");

    private Values() {
    }

    /** Text of a column. */
    public static @Nullable String text(SnmpRow row, long column) {
        return text(value(row, column));
    }

    /** Octets as UTF-8 where they are it, else as ISO-8859-1; control characters become blanks, ends are stripped. */
    public static @Nullable String text(@Nullable SnmpValue value) {
        if (!(value instanceof SnmpValue.Octets octets)) {
            return null;
        }
        var text = decode(octets.bytes()).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\ufffe\uffff\\s]+", " ").strip();
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST).strip() : text;
        return NOTHING.contains(cut.toLowerCase(Locale.ROOT)) ? null : cut;
    }

    private static String decode(byte[] bytes) {
        var length = Math.min(bytes.length, 4 * LONGEST);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** A number as it came, with its sign; of COUNTER64 beyond 2^63 absent. */
    public static @Nullable Long number(@Nullable SnmpValue value) {
        return switch (value) {
            case SnmpValue.Numeric(SnmpValue.Numeric.Type type, long number) when type != SnmpValue.Numeric.Type.COUNTER64
                    || number >= 0 ->
                Long.valueOf(number);
            case null, default -> null;
        };
    }

    /** A number as it came, with its sign. */
    public static @Nullable Long number(SnmpRow row, long column) {
        return number(value(row, column));
    }

    /** A number that cannot be negative. */
    public static @Nullable Long count(SnmpRow row, long column) {
        var number = number(row, column);
        return number == null || number < 0 ? null : number;
    }

    /** A number that the MIB gives in parts of ten: a tenth of a volt. */
    public static @Nullable Double tenths(SnmpRow row, long column) {
        var number = number(row, column);
        return number == null ? null : Double.valueOf(number / 10.0);
    }

    /** Hundredths of a second (TimeTicks). */
    public static @Nullable Duration ticks(@Nullable SnmpValue value) {
        var number = number(value);
        return number == null || number < 0 ? null : Duration.ofMillis(Math.min(number, Long.MAX_VALUE / 10) * 10);
    }

    /** Hundredths of a second (TimeTicks). */
    public static @Nullable Duration ticks(SnmpRow row, long column) {
        return ticks(value(row, column));
    }

    /** SNMPv2-TC TruthValue: 1 is true, 2 is false. */
    public static @Nullable Boolean truth(SnmpRow row, long column) {
        var number = number(row, column);
        return number == null || number < 1 || number > 2 ? null : Boolean.valueOf(number == 1);
    }

    /** An object identifier; absent for 0.0, which means none (SNMPv2-SMI zeroDotZero). */
    public static @Nullable Oid oid(@Nullable SnmpValue value) {
        return value instanceof SnmpValue.Identifier(Oid oid) && oid.size() > 2 ? oid : null;
    }

    /** An object identifier. */
    public static @Nullable Oid oid(SnmpRow row, long column) {
        return oid(value(row, column));
    }

    /** A hardware address of six octets (SNMPv2-TC MacAddress, PhysAddress); absent for zeros. */
    public static @Nullable MacAddress mac(@Nullable SnmpValue value) {
        return value instanceof SnmpValue.Octets octets ? mac(octets.bytes()) : null;
    }

    /** A hardware address of six octets; absent for zeros and for other lengths. */
    static @Nullable MacAddress mac(byte[] bytes) {
        if (bytes.length != 6) {
            return null;
        }
        var address = new MacAddress(ByteBuffer.allocate(8).putShort((short) 0).put(bytes).flip().getLong());
        return address.isZero() ? null : address;
    }

    /** An address of 4 or 16 octets (RFC 4001 InetAddress ipv4 and ipv6); absent for other lengths and for the unspecified address. */
    static @Nullable IpAddress ip(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != 16) {
            return null;
        }
        var address = IpAddress.ofBytes(bytes);
        return address.isUnspecified() ? null : address;
    }

    /** Sub-identifiers of an index as octets; absent when one is none. */
    static byte @Nullable [] octets(Oid index, int from, int length) {
        if (from < 0 || length < 0 || from + length > index.size()) {
            return null;
        }
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            var arc = index.arc(from + i);
            if (arc > 255) {
                return null;
            }
            bytes[i] = (byte) arc;
        }
        return bytes;
    }

    /** SNMPv2-TC DateAndTime of 11 octets. The form of 8 octets says no time zone and so no instant; the year 1970 and before means none. */
    public static @Nullable Instant instant(@Nullable SnmpValue value) {
        if (!(value instanceof SnmpValue.Octets octets) || octets.bytes().length != 11) {
            return null;
        }
        var b = octets.bytes();
        try {
            var offset = ZoneOffset.ofHoursMinutes(b[9], b[10]);
            var sign = b[8] == '-' ? ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds()) : offset;
            var time = OffsetDateTime.of((b[0] & 0xff) << 8 | b[1] & 0xff, b[2], b[3], b[4], b[5], Math.min(b[6], (byte) 59),
                    b[7] * 100_000_000, sign);
            return time.getYear() <= 1970 ? null : time.toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The word that a MIB has for a number; absent for numbers that it has none for, and where the word is "", which stands for "unknown". */
    static @Nullable String word(@Nullable Long number, int first, String... words) {
        if (number == null || number < first || number >= first + words.length) {
            return null;
        }
        var word = words[(int) (number - first)];
        return word.isEmpty() ? null : word;
    }

    static @Nullable SnmpValue value(SnmpRow row, long column) {
        var variable = row.column(column);
        return variable.isPresent() ? variable.get().value() : null;
    }

    /** The value of one object in an answer. */
    public static @Nullable SnmpValue value(SnmpReply reply, Oid oid) {
        var variable = reply.variable(oid);
        return variable.isPresent() ? variable.get().value() : null;
    }
}
