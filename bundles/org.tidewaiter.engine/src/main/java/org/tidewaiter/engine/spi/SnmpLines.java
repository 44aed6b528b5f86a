package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.api.session.SnmpValue.Numeric;
import org.tidewaiter.api.session.SnmpVariable;

/**
 * Variables as text, one a line: {@code 1.3.6.1.2.1.1.5.0|4|switch-1}. It is the record format of the SNMP simulator snmpsim ("snmprec"): the
 * tag is the BER type as a decimal number, {@code x} behind it means that the value is hex, {@code e} that it has backslash escapes. A line that
 * begins with {@code #} is a remark. Pure and total: any bytes can be read.
 */
public final class SnmpLines {

    private static final Pattern LINE = Pattern.compile("([0-9.]+)\\|([0-9]{1,3})([xe]?)\\|(.*)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-Fa-f]{2}|.)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}");
    private static final HexFormat HEX = HexFormat.of();

    private static final int INTEGER = 2;
    private static final int OCTETS = 4;
    private static final int NULL = 5;
    private static final int IDENTIFIER = 6;
    private static final int ADDRESS = 64;
    private static final int COUNTER32 = 65;
    private static final int GAUGE32 = 66;
    private static final int TIME_TICKS = 67;
    private static final int OPAQUE = 68;
    private static final int COUNTER64 = 70;

    private SnmpLines() {
    }

    /**
     * What was read.
     *
     * @param variables  in the order of the lines
     * @param absent     lines of objects without a value
     * @param unreadable lines that are no variables, remarks and empty ones aside
     */
    public record Read(List<SnmpVariable> variables, int absent, int unreadable) {
        public Read {
            variables = List.copyOf(variables);
        }
    }

    /** A variable's line, without its end. */
    public static String line(Oid oid, SnmpValue value) {
        return oid + "|" + switch (value) {
            case Numeric number -> tag(number.type()) + "|" + (number.type() == Numeric.Type.COUNTER64
                    ? Long.toUnsignedString(number.value()) : Long.toString(number.value()));
            case SnmpValue.Octets octets when isPlain(octets.bytes()) ->
                OCTETS + "|" + new String(octets.bytes(), StandardCharsets.US_ASCII);
            case SnmpValue.Octets octets -> OCTETS + "x|" + HEX.formatHex(octets.bytes());
            case SnmpValue.Identifier identifier -> IDENTIFIER + "|" + identifier.oid();
            case SnmpValue.Address address -> ADDRESS + "|" + address.address();
        };
    }

    /** The line of an Opaque value (RFC 2578 section 7.1.9): read back as octets. */
    public static String opaque(Oid oid, byte[] bytes) {
        return oid + "|" + OPAQUE + "x|" + HEX.formatHex(bytes);
    }

    /** A remark, such as which version was spoken. Control characters become spaces. */
    public static String remark(String text) {
        return "# " + text.replaceAll("\\p{Cntrl}", " ");
    }

    /** A space at either end would get lost where people or tools touch the file, so such a text is written in hex. */
    private static boolean isPlain(byte[] bytes) {
        for (var b : bytes) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return bytes.length == 0 || bytes[0] != ' ' && bytes[bytes.length - 1] != ' ';
    }

    private static int tag(Numeric.Type type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case COUNTER32 -> COUNTER32;
            case GAUGE32 -> GAUGE32;
            case TIME_TICKS -> TIME_TICKS;
            case COUNTER64 -> COUNTER64;
        };
    }

    /** Reads lines back. */
    public static Read read(byte[] bytes) {
        var variables = new ArrayList<SnmpVariable>();
        var absent = 0;
        var unreadable = 0;
        var number = 0;
        // one character for each byte, so that a text's bytes stay what they are
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            var text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(text);
            var oid = parts.matches() ? Oid.tryParse(parts.group(1)) : Optional.<Oid> empty();
            if (oid.isEmpty()) {
                unreadable++;
                continue;
            }
            var tag = Integer.parseInt(parts.group(2));
            var value = tag == NULL ? Optional.<SnmpValue> empty() : value(tag, parts.group(3), parts.group(4));
            if (value.isPresent()) {
                variables.add(new SnmpVariable(oid.get(), value.get(), number));
            } else if (tag == NULL) {
                absent++;
            } else {
                unreadable++;
            }
        }
        return new Read(variables, absent, unreadable);
    }

    private static Optional<SnmpValue> value(int tag, String form, String text) {
        return octets(form, text).flatMap(octets -> switch (tag) {
            case INTEGER -> number(Numeric.Type.INTEGER, text);
            case COUNTER32 -> number(Numeric.Type.COUNTER32, text);
            case GAUGE32 -> number(Numeric.Type.GAUGE32, text);
            case TIME_TICKS -> number(Numeric.Type.TIME_TICKS, text);
            case COUNTER64 -> number(Numeric.Type.COUNTER64, text);
            case OCTETS, OPAQUE -> Optional.of(new SnmpValue.Octets(octets));
            case IDENTIFIER -> Oid.tryParse(text).map(SnmpValue.Identifier::new);
            case ADDRESS -> address(form, text, octets);
            default -> Optional.empty();
        });
    }

    private static Optional<byte[]> octets(String form, String text) {
        return switch (form) {
            case "x" -> hex(text);
            case "e" -> Optional.of(ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(unescape(m.group(1))))
                    .getBytes(StandardCharsets.ISO_8859_1));
            default -> Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private static Optional<byte[]> hex(String text) {
        var digits = text.startsWith("0x") ? text.substring(2) : text;
        return digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit) ? Optional.of(HEX.parseHex(digits))
                : Optional.empty();
    }

    private static String unescape(String escape) {
        return switch (escape.charAt(0)) {
            case 'x' -> escape.length() == 3 ? String.valueOf((char) HexFormat.fromHexDigits(escape, 1, 3)) : escape;
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> escape;
        };
    }

    private static Optional<SnmpValue> number(Numeric.Type type, String text) {
        var digits = text.strip();
        if (!NUMBER.matcher(digits).matches()) {
            return Optional.empty();
        }
        try {
            var value = type == Numeric.Type.COUNTER64 && !digits.startsWith("-") ? Long.parseUnsignedLong(digits)
                    : Long.parseLong(digits);
            return Optional.of(new Numeric(type, value));
        } catch (NumberFormatException e) {
            // twenty digits can be more than 64 bits hold
            return Optional.empty();
        }
    }

    private static Optional<SnmpValue> address(String form, String text, byte[] octets) {
        if (form.isEmpty()) {
            return IpAddress.tryParse(text.strip()).filter(a -> a.version() == 4).map(SnmpValue.Address::new);
        }
        return octets.length == 4 ? Optional.of(new SnmpValue.Address(IpAddress.ofBytes(octets))) : Optional.empty();
    }
}
