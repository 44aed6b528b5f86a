package org.tidewaiter.psrp.clixml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The text of each primitive type between its tags, [MS-PSRP] 2.2.5.1, before it is put into XML. */
final class PrimitiveText {

    /** Reads a text. What it throws says that the text is none of its type: IllegalArgumentException or a DateTimeException. */
    interface Reader {
        Primitive read(String text);
    }

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart().appendOffsetId().toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int BRIEF = 100;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern FLOATING = Pattern.compile("[-+]?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,4})?");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10}){1,3}");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    private static final Map<String, Reader> READERS = readers();

    private PrimitiveText() {
    }

    /** How the text of an element is read; null where the element is of no primitive type. */
    static @Nullable Reader reader(String element) {
        return READERS.get(element);
    }

    private static Map<String, Reader> readers() {
        var readers = new TreeMap<String, Reader>();
        readers.put("S", t -> new Primitive.Text(EscapedText.decode(t)));
        readers.put("URI", t -> new Primitive.Uri(EscapedText.decode(t)));
        readers.put("XD", t -> new Primitive.XmlDocument(EscapedText.decode(t)));
        readers.put("SBK", t -> new Primitive.ScriptBlock(EscapedText.decode(t)));
        readers.put("SS", t -> new Primitive.SecureString(t.strip()));
        readers.put("C", t -> new Primitive.Char((char) whole(Primitive.Whole.Type.U16, t.strip()).value()));
        readers.put("B", t -> new Primitive.Bool(bool(t.strip())));
        readers.put("DT", t -> dateTime(brief(t.strip())));
        readers.put("TS", t -> new Primitive.TimeSpan(Duration.parse(brief(t.strip()))));
        readers.put("Sg", t -> new Primitive.Single(Float.parseFloat(floating(t.strip()))));
        readers.put("Db", t -> new Primitive.Double(Double.parseDouble(floating(t.strip()))));
        readers.put("D", t -> new Primitive.Decimal(new BigDecimal(matching(DECIMAL, t.strip()))));
        readers.put("BA", t -> new Primitive.Bytes(Base64.getDecoder().decode(SPACE.matcher(t).replaceAll(""))));
        readers.put("G", t -> new Primitive.Guid(UUID.fromString(matching(GUID, t.strip()))));
        readers.put("Version", t -> new Primitive.Version(
                Arrays.stream(matching(VERSION, t.strip()).split("\\.")).map(Integer::valueOf).toList()));
        readers.put("Nil", t -> nil(t.strip()));
        for (var type : Primitive.Whole.Type.values()) {
            readers.put(type.element(), t -> whole(type, t.strip()));
        }
        return readers;
    }

    /** The element that a value is written as. */
    static String element(Primitive value) {
        return switch (value) {
            case Primitive.Text _ -> "S";
            case Primitive.Char _ -> "C";
            case Primitive.Bool _ -> "B";
            case Primitive.DateTime _ -> "DT";
            case Primitive.TimeSpan _ -> "TS";
            case Primitive.Whole whole -> whole.type().element();
            case Primitive.Single _ -> "Sg";
            case Primitive.Double _ -> "Db";
            case Primitive.Decimal _ -> "D";
            case Primitive.Bytes _ -> "BA";
            case Primitive.Guid _ -> "G";
            case Primitive.Uri _ -> "URI";
            case Primitive.Nil _ -> "Nil";
            case Primitive.Version _ -> "Version";
            case Primitive.XmlDocument _ -> "XD";
            case Primitive.ScriptBlock _ -> "SBK";
            case Primitive.SecureString _ -> "SS";
        };
    }

    /** The text that a value is written as. */
    static String text(Primitive value) {
        return switch (value) {
            case Primitive.Text(var text) -> EscapedText.encode(text);
            case Primitive.Char(var unit) -> Integer.toString(unit);
            case Primitive.Bool(var bool) -> Boolean.toString(bool);
            case Primitive.DateTime(var time, var offset) ->
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + (offset == null ? "" : offset.getId());
            case Primitive.TimeSpan(var span) -> span.isNegative() ? "-" + span.negated() : span.toString();
            case Primitive.Whole whole -> whole.text();
            case Primitive.Single(var number) -> Float.isInfinite(number) ? infinity(number > 0) : Float.toString(number);
            case Primitive.Double(var number) -> Double.isInfinite(number) ? infinity(number > 0) : Double.toString(number);
            case Primitive.Decimal(var number) -> number.toPlainString();
            case Primitive.Bytes(var bytes) -> Base64.getEncoder().encodeToString(bytes);
            case Primitive.Guid(var guid) -> guid.toString();
            case Primitive.Uri(var uri) -> EscapedText.encode(uri);
            case Primitive.Nil() -> "";
            case Primitive.Version version -> version.text();
            case Primitive.XmlDocument(var xml) -> EscapedText.encode(xml);
            case Primitive.ScriptBlock(var script) -> EscapedText.encode(script);
            case Primitive.SecureString(var encrypted) -> encrypted;
        };
    }

    private static String infinity(boolean positive) {
        return positive ? "INF" : "-INF";
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not of its form");
        }
        return text;
    }

    /** For what is handed to parsers that are not ours. */
    private static String brief(String text) {
        if (text.length() > BRIEF) {
            throw new IllegalArgumentException(text.length() + " characters");
        }
        return text;
    }

    private static Primitive.Whole whole(Primitive.Whole.Type type, String text) {
        matching(WHOLE, text);
        return new Primitive.Whole(type, type == Primitive.Whole.Type.U64 ? Long.parseUnsignedLong(text) : Long.parseLong(text));
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static String floating(String text) {
        return switch (text) {
            case "INF" -> "Infinity";
            case "-INF" -> "-Infinity";
            case "NaN" -> "NaN";
            default -> matching(FLOATING, text);
        };
    }

    private static Primitive.DateTime dateTime(String text) {
        var parsed = DATE_TIME.parse(text);
        return new Primitive.DateTime(LocalDateTime.from(parsed),
                parsed.query(TemporalQueries.zone()) instanceof ZoneOffset o ? o : null);
    }

    private static Primitive.Nil nil(String text) {
        if (!text.isEmpty()) {
            throw new IllegalArgumentException("not empty");
        }
        return new Primitive.Nil();
    }
}
