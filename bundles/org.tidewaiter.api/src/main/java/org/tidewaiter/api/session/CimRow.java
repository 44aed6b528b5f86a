package org.tidewaiter.api.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An instance of a CIM class, or an object of a script. Names of properties are compared without case, as CIM does (DSP0004 section 5.1.2).
 * What does not fit the asked type counts as absent: a device's answer is never trusted to.
 *
 * @param number its place in the reply, from 1
 * @param values by name; without nulls
 */
public record CimRow(int number, Map<String, CimValue> values) {
    public CimRow {
        var sorted = new TreeMap<String, CimValue>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(values);
        values = sorted;
    }

    /** A value, whatever it is. */
    public Optional<CimValue> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text without surrounding white space; a number in plain digits. Absent when empty. */
    public @Nullable String text(String name) {
        return value(name).flatMap(CimRow::plain).orElse(null);
    }

    private static Optional<String> plain(CimValue value) {
        var plain = switch (value) {
            case CimValue.Text text -> text.text().strip();
            case CimValue.Numeric numeric when isSmall(numeric.number()) -> numeric.number().toPlainString();
            case CimValue.Numeric numeric -> numeric.number().toString();
            case CimValue.Truth truth -> Boolean.toString(truth.truth());
            case CimValue.Embedded embedded -> embedded.row().text("value");
            case CimValue.Array _ -> null;
        };
        return Optional.ofNullable(plain).filter(t -> !t.isEmpty());
    }

    /** An exponent of a hostile answer would make a number of a billion digits. */
    private static boolean isSmall(BigDecimal number) {
        return Math.abs(number.precision() - (long) number.scale()) <= 40 && Math.abs((long) number.scale()) <= 40;
    }

    /** A whole number that fits into 64 bits. */
    public OptionalLong number(String name) {
        return value(name).map(CimRow::number).orElse(OptionalLong.empty());
    }

    private static OptionalLong number(CimValue value) {
        return switch (value) {
            case CimValue.Numeric numeric -> whole(numeric.number());
            case CimValue.Text text -> text.text().strip().matches("-?[0-9]{1,19}") ? whole(new BigDecimal(text.text().strip()))
                    : OptionalLong.empty();
            case CimValue.Embedded embedded -> embedded.row().number("value");
            case CimValue.Truth _ -> OptionalLong.empty();
            case CimValue.Array _ -> OptionalLong.empty();
        };
    }

    private static OptionalLong whole(BigDecimal number) {
        if (!isSmall(number)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.longValueExact());
        } catch (ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    /** A whole number that fits into 32 bits. */
    public OptionalInt integer(String name) {
        var number = number(name);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong() ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** A truth value; of text {@code true} and {@code false} in any case. */
    public Optional<Boolean> flag(String name) {
        return value(name).flatMap(v -> switch (v) {
            case CimValue.Truth truth -> Optional.of(truth.truth());
            case CimValue.Text text -> switch (text.text().strip().toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
            case CimValue.Numeric _ -> Optional.empty();
            case CimValue.Array _ -> Optional.empty();
            case CimValue.Embedded _ -> Optional.empty();
        });
    }

    /** A moment, in any of the forms that CIM, Windows PowerShell and PowerShell 7 write. */
    public @Nullable Instant instant(String name) {
        var text = text(name);
        return text == null ? null : CimDateTime.parse(text).orElse(null);
    }

    /**
     * The elements of an array; a single value is an array of one, since PowerShell unrolls those. {@code ConvertTo-Json} of Windows PowerShell
     * writes some arrays as an object with {@code value} and {@code Count}.
     */
    public List<CimValue> array(String name) {
        return value(name).map(CimRow::elements).orElse(List.of());
    }

    private static List<CimValue> elements(CimValue value) {
        return switch (value) {
            case CimValue.Array array -> array.values();
            case CimValue.Embedded embedded when embedded.row().values().get("value") instanceof CimValue.Array array
                    && embedded.row().values().containsKey("Count") ->
                array.values();
            default -> List.of(value);
        };
    }

    /** The texts of an array, empty ones left out. */
    public List<String> texts(String name) {
        return array(name).stream().flatMap(v -> plain(v).stream()).toList();
    }

    /** The whole numbers of an array. */
    public List<Long> numbers(String name) {
        return array(name).stream().map(CimRow::number).filter(OptionalLong::isPresent).map(OptionalLong::getAsLong).toList();
    }

    /** The objects of an array. */
    public List<CimRow> rows(String name) {
        return array(name).stream().filter(CimValue.Embedded.class::isInstance).map(v -> ((CimValue.Embedded) v).row()).toList();
    }
}
