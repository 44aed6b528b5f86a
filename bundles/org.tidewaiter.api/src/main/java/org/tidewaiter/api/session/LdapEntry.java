package org.tidewaiter.api.session;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a directory. Names of attributes are compared without case (RFC 4512 section 2.5). What does not fit the asked type counts as
 * absent: a server's answer is never trusted to.
 *
 * @param line       of the stored reply, from 1
 * @param dn         its distinguished name, RFC 4514
 * @param attributes values by name, options such as {@code ;range=0-1499} cut off; as they came
 */
public record LdapEntry(int line, String dn, Map<String, List<byte[]>> attributes) {

    /** The year 1601 in seconds of Unix: FILETIME counts from there, [MS-DTYP] 2.3.3. */
    private static final long FILETIME_EPOCH = -11_644_473_600L;
    private static final long TICKS = 10_000_000L;

    public LdapEntry {
        var sorted = new TreeMap<String, List<byte[]>>(String.CASE_INSENSITIVE_ORDER);
        attributes.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        attributes = sorted;
    }

    /** The values of an attribute; none when it is not there. */
    public List<byte[]> values(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    /** Whether the attribute is there. */
    public boolean has(String name) {
        return !values(name).isEmpty();
    }

    private <T> Optional<T> first(String name, Function<byte[], Optional<T>> reading) {
        return values(name).stream().findFirst().flatMap(reading);
    }

    /** The texts of an attribute in UTF-8, without surrounding white space, empty ones left out. */
    public List<String> texts(String name) {
        return values(name).stream().flatMap(v -> text(v).stream()).toList();
    }

    /** The first text of an attribute. */
    public @Nullable String text(String name) {
        return first(name, LdapEntry::text).orElse(null);
    }

    private static Optional<String> text(byte[] value) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString().replace('\0', ' ').strip();
            return Optional.of(text).filter(t -> !t.isEmpty());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** A whole number that fits into 64 bits (the syntaxes INTEGER and LargeInteger, [MS-ADTS] 3.1.1.2.2.2). */
    public OptionalLong number(String name) {
        var text = text(name);
        if (text == null || !text.matches("-?[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        var number = new BigInteger(text);
        return number.bitLength() < 64 ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** A whole number that fits into 32 bits. */
    public OptionalInt integer(String name) {
        var number = number(name);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong() ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** A truth value: {@code TRUE} or {@code FALSE}, RFC 4517 section 3.3.3. */
    public Optional<Boolean> flag(String name) {
        return switch (String.valueOf(text(name))) {
            case "TRUE" -> Optional.of(true);
            case "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A moment as RFC 4517 section 3.3.13 writes it: {@code 20261125153656.0Z}. */
    public @Nullable Instant generalizedTime(String name) {
        var text = text(name);
        return text == null ? null : GeneralizedTime.parse(text).orElse(null);
    }

    /** A moment in ticks of 100 ns since 1601. Absent where it is 0 or the largest number, which both say never. */
    public @Nullable Instant fileTime(String name) {
        var number = number(name);
        if (number.isEmpty() || number.getAsLong() <= 0 || number.getAsLong() == Long.MAX_VALUE) {
            return null;
        }
        var ticks = number.getAsLong();
        return Instant.ofEpochSecond(FILETIME_EPOCH + ticks / TICKS, ticks % TICKS * 100);
    }

    /** A span in ticks of 100 ns below zero, as {@code maxPwdAge} has it. Absent where the smallest number says that there is no end. */
    public @Nullable Duration interval(String name) {
        var number = number(name);
        if (number.isEmpty() || number.getAsLong() > 0 || number.getAsLong() == Long.MIN_VALUE) {
            return null;
        }
        var ticks = -number.getAsLong();
        return Duration.ofSeconds(ticks / TICKS, ticks % TICKS * 100);
    }

    /** A security identifier, as {@code S-1-5-32-544}. */
    public @Nullable String sid(String name) {
        return first(name, SecurityDescriptor::sid).orElse(null);
    }

    /** All security identifiers of an attribute. */
    public List<String> sids(String name) {
        return values(name).stream().flatMap(v -> SecurityDescriptor.sid(v).stream()).toList();
    }

    /** A GUID, as {@code 31b2f340-016d-11d2-945f-00c04fb984f9}. */
    public @Nullable String guid(String name) {
        return first(name, SecurityDescriptor::guid).orElse(null);
    }

    /** A security descriptor. */
    public Optional<SecurityDescriptor> descriptor(String name) {
        return first(name, SecurityDescriptor::of);
    }
}
