package org.tidewaiter.psrp.clixml;

/** The escapes of strings, [MS-PSRP] 2.2.5.3.2: {@code _xHHHH_} for a UTF-16 code unit that XML cannot carry as it is. Pure and total. */
final class EscapedText {

    private static final int ESCAPE = "_x0000_".length();

    private EscapedText() {
    }

    static String encode(String text) {
        StringBuilder out = null;
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (escaped(unit) || unit == '_' && code(text, i, true) >= 0) {
                out = out == null ? new StringBuilder(text.length() + 64).append(text, 0, i) : out;
                out.append("_x").append(hex(unit >> 12)).append(hex(unit >> 8)).append(hex(unit >> 4)).append(hex(unit))
                        .append('_');
            } else if (out != null) {
                out.append(unit);
            }
        }
        return out == null ? text : out.toString();
    }

    static String decode(String text) {
        var at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        var out = new StringBuilder(text.length()).append(text, 0, at);
        for (var i = at; i < text.length(); i++) {
            var code = text.charAt(i) == '_' ? code(text, i, false) : -1;
            if (code < 0) {
                out.append(text.charAt(i));
            } else {
                out.append((char) code);
                i += ESCAPE - 1;
            }
        }
        return out.toString();
    }

    private static boolean escaped(char unit) {
        return unit < ' ' || unit >= 0x7f && unit <= 0x9f || Character.isSurrogate(unit) || unit >= 0xfffe;
    }

    /**
     * The code unit of an escape that begins there; -1 where none does. When encoding, a capital X counts as well, since some readers take
     * it for one, and so does an end that will begin with an underscore once it is encoded.
     */
    private static int code(String text, int at, boolean encoding) {
        if (at + ESCAPE > text.length() || text.charAt(at + 1) != 'x' && !(encoding && text.charAt(at + 1) == 'X')) {
            return -1;
        }
        var end = text.charAt(at + ESCAPE - 1);
        if (end != '_' && !(encoding && escaped(end))) {
            return -1;
        }
        var code = 0;
        for (var i = at + 2; i < at + ESCAPE - 1; i++) {
            var unit = text.charAt(i);
            var digit = unit < 0x80 ? Character.digit(unit, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private static char hex(int number) {
        return "0123456789ABCDEF".charAt(number & 15);
    }
}
