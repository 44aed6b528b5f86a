package org.tidewaiter.family.windows.parse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.CimValue;

/** Values of rows without what stands for "nothing", and numbers without ever throwing. */
public final class Clean {

    private static final Set<String> NOTHING = Set.of("n/a", "none", "null", "unknown", "not specified", "(none)");

    /** What firmware makers leave where a value should be; lower case. */
    private static final Set<String> PLACEHOLDERS = Set.of("na", "not available", "not present", "not applicable", "undefined",
            "default string", "default", "o.e.m.", "oem", "to be filled by o.e.m.", "to be filled by oem", "system product name",
            "system version", "system serial number", "system manufacturer", "system sku", "base board serial number",
            "chassis serial number", "no asset tag", "no asset information", "asset-1234567890", "empty", "invalid", "0",
            "0123456789", "123456789", "fill by oem", "type1productconfigid", "unspecified", "-", "[empty]");
    private static final Pattern FILLER = Pattern
            .compile("(?:0{4,}|f{8,}|x{4,}|\\.{3,}|-{2,}|serial ?num(ber)?|part ?num(ber)?|manufacturer\\d*|"
                    + "(?:sernum|partnum|assettagnum)\\d+)", Pattern.CASE_INSENSITIVE);

    /** The year 9999 is Windows' way of writing never. */
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");
    private static final long HALF_A_DAY = 12L * 60 * 60;

    /** Seconds between 1601, where FILETIME begins, and 1970. */
    private static final long FILETIME_EPOCH = 11_644_473_600L;

    private Clean() {
    }

    /** A property's text without blanks at its ends; absent when nothing is left, or a word for nothing. */
    public static @Nullable String text(CimRow row, String name) {
        return text(row.text(name));
    }

    /** The same of any text. */
    public static @Nullable String text(@Nullable String raw) {
        var text = raw == null ? "" : raw.replace('\0', ' ').strip();
        return text.isEmpty() || NOTHING.contains(text.toLowerCase(Locale.ROOT)) ? null : text;
    }

    /** A property's text, or another's where there is none. */
    public static @Nullable String first(CimRow row, String... names) {
        for (var name : names) {
            var text = text(row, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Text from firmware: a maker's placeholder is absent too. */
    public static @Nullable String firmware(CimRow row, String name) {
        var text = text(row, name);
        return text == null || PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))
                || text.length() < 64 && FILLER.matcher(text).matches() ? null : text;
    }

    /** The texts of an array, words for nothing left out. */
    public static List<String> texts(CimRow row, String name) {
        return row.texts(name).stream().filter(t -> text(t) != null).map(String::strip).toList();
    }

    /** A whole number that is not negative. */
    public static @Nullable Long number(CimRow row, String name) {
        var number = row.number(name);
        return number.isPresent() && number.getAsLong() >= 0 ? Long.valueOf(number.getAsLong()) : null;
    }

    /** A number that stands for nothing where it is 0. */
    public static @Nullable Long positive(CimRow row, String name) {
        var number = number(row, name);
        return number == null || number == 0 ? null : number;
    }

    /** A number in units of another: kibibytes to bytes. Absent when it does not fit. */
    public static @Nullable Long times(@Nullable Long number, long unit) {
        return number == null || number > Long.MAX_VALUE / unit ? null : Long.valueOf(number * unit);
    }

    /** A truth value; also of a number, where 0 is false. */
    public static @Nullable Boolean flag(CimRow row, String name) {
        var flag = row.flag(name);
        if (flag.isPresent()) {
            return flag.get();
        }
        var number = row.number(name);
        return number.isPresent() ? Boolean.valueOf(number.getAsLong() != 0) : null;
    }

    /** The opposite of a flag. */
    public static @Nullable Boolean not(@Nullable Boolean flag) {
        return flag == null ? null : Boolean.valueOf(!flag);
    }

    /** A moment; absent where Windows means "never" or "not set". */
    public static @Nullable Instant instant(CimRow row, String name) {
        return moment(row.instant(name));
    }

    /** A FILETIME in a number: 100 ns since 1601 ([MS-DTYP] 2.3.3). */
    public static @Nullable Instant fileTime(CimRow row, String name) {
        var ticks = number(row, name);
        return ticks == null || ticks <= 0 || ticks == Long.MAX_VALUE ? null : moment(fileTime(ticks));
    }

    /** A FILETIME, to the second. */
    static Instant fileTime(long ticks) {
        return Instant.ofEpochSecond(ticks / 10_000_000 - FILETIME_EPOCH);
    }

    private static @Nullable Instant moment(@Nullable Instant instant) {
        return instant == null || !instant.isAfter(Instant.EPOCH) || instant.isAfter(NEVER) ? null : instant;
    }

    /** Seconds since 1970, as the registry has them. */
    public static @Nullable Instant unixTime(CimRow row, String name) {
        var number = positive(row, name);
        return number == null || number > 0xffffffffL ? null : Instant.ofEpochSecond(number);
    }

    /** A day that is written as its midnight in some time zone: the nearest midnight. */
    public static @Nullable LocalDate day(CimRow row, String name) {
        var instant = instant(row, name);
        return instant == null ? null : LocalDate.ofInstant(instant.plusSeconds(HALF_A_DAY), ZoneOffset.UTC);
    }

    /** A time span in ticks of 100 ns. */
    public static @Nullable Duration ticks(CimRow row, String name) {
        var number = number(row, name);
        return number == null ? null : Duration.ofSeconds(number / 10_000_000, number % 10_000_000 * 100);
    }

    /** A word for a code; absent when the list has none for it. */
    public static @Nullable String word(CimRow row, String name, List<String> words) {
        var number = row.integer(name);
        var at = number.orElse(-1);
        return at < 0 || at >= words.size() || words.get(at).isEmpty() ? null : words.get(at);
    }

    /** Words for the codes of an array; what has none stays a number. */
    public static List<String> words(CimRow row, String name, List<String> words) {
        return row.numbers(name).stream().filter(n -> n >= 0)
                .map(n -> n < words.size() ? words.get(n.intValue()) : n.toString()).filter(w -> !w.isEmpty()).toList();
    }

    /** Text that is written as an array of character codes, ended by 0 (WmiMonitorID). */
    public static @Nullable String characters(CimRow row, String name) {
        var text = new StringBuilder();
        for (var code : row.numbers(name)) {
            if (code <= 0 || code > 0xffff) {
                break;
            }
            text.append((char) code.intValue());
        }
        return text(text.toString());
    }

    /** An array of numbers as bytes. */
    public static byte[] bytes(CimRow row, String name) {
        var numbers = row.numbers(name);
        var bytes = new byte[numbers.size()];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = numbers.get(i).byteValue();
        }
        return bytes;
    }

    /** A stored value as text: numbers as they are unsigned, bytes in hexadecimal, lists with blanks between. */
    public static @Nullable String stored(CimRow row, String name) {
        var value = row.value(name).orElse(null);
        if (value == null) {
            return null;
        }
        var array = row.array(name);
        if (value instanceof CimValue.Array || array.size() != 1) {
            var allNumbers = array.stream().allMatch(v -> v instanceof CimValue.Numeric);
            return text(allNumbers ? hexadecimal(bytes(row, name)) : String.join(" ", row.texts(name)));
        }
        var number = row.integer(name);
        return number.isPresent() && number.getAsInt() < 0 ? Long.toString(number.getAsInt() & 0xffffffffL) : row.text(name);
    }

    /** Bytes in lower case hexadecimal. */
    public static String hexadecimal(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
