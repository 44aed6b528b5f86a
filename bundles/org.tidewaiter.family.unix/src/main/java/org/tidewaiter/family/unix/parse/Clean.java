package org.tidewaiter.family.unix.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Turns text that stands for "nothing" into nothing, and text into numbers without ever throwing. */
public final class Clean {

    /** What firmware makers leave where a value should be; lower case. */
    private static final Set<String> PLACEHOLDERS = Set.of("", "none", "n/a", "na", "null", "unknown", "not specified",
            "not available",
            "not present", "not applicable", "not provided", "undefined", "default string", "default", "o.e.m.", "oem",
            "to be filled by o.e.m.",
            "to be filled by oem", "system product name", "system version", "system serial number", "system manufacturer",
            "system sku",
            "base board serial number", "chassis serial number", "no asset tag", "no asset information", "asset-1234567890",
            "no module installed",
            "empty", "invalid", "<out of spec>", "<bad index>", "0", "00000000", "0123456789", "123456789", "xxxxxxxx",
            "fill by oem",
            "type1productconfigid", "no dimm", "[empty]", "unspecified", "(none)", "-");

    private static final Pattern FILLER = Pattern
            .compile("(?:0{4,}|f{8,}|x{4,}|\\.{3,}|-{2,}|serial ?num(ber)?|part ?num(ber)?|manufacturer\\d*|"
                    + "(?:sernum|partnum|assettagnum)\\d+|dimm\\d+_\\w+)", Pattern.CASE_INSENSITIVE);

    private Clean() {
    }

    /** The text without blanks at its ends; absent when nothing is left. */
    public static @Nullable String text(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var text = raw.strip();
        return text.isEmpty() ? null : text;
    }

    /** Text from firmware: a maker's placeholder is absent too. */
    public static @Nullable String firmware(@Nullable String raw) {
        var text = text(raw);
        if (text == null || PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))
                || text.length() < 64 && FILLER.matcher(text).matches()) {
            return null;
        }
        return text;
    }

    /** A non-negative decimal number; absent when it is none or has more than 18 digits. */
    public static @Nullable Long number(@Nullable String raw) {
        var text = text(raw);
        return text != null && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    /** Bytes from kibibytes. */
    public static @Nullable Long kibibytes(@Nullable String raw) {
        var number = number(raw);
        return number == null || number > Long.MAX_VALUE / 1024 ? null : Long.valueOf(number * 1024);
    }

    /** A date of SMBIOS, {@code MM/DD/YYYY}; absent when it is none or lies before 1980. */
    public static @Nullable LocalDate firmwareDate(@Nullable String raw) {
        var text = text(raw);
        if (text == null || !text.matches("[0-9]{2}/[0-9]{2}/[0-9]{4}")) {
            return null;
        }
        try {
            var date = LocalDate.of(Integer.parseInt(text.substring(6)), Integer.parseInt(text.substring(0, 2)),
                    Integer.parseInt(text.substring(3, 5)));
            return date.getYear() < 1980 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A day counted from 1970-01-01, as the shadow file has it; absent for 0, which means "must change now", and for what is none. */
    public static @Nullable LocalDate epochDay(@Nullable String raw) {
        var number = number(raw);
        return number == null || number == 0 || number > 200_000 ? null : LocalDate.ofEpochDay(number);
    }
}
