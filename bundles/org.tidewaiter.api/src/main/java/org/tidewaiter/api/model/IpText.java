package org.tidewaiter.api.model;

import org.jspecify.annotations.Nullable;

/** Text forms of IP addresses: RFC 5952 out, RFC 4291 section 2.2 in. */
final class IpText {

    private IpText() {
    }

    static @Nullable IpAddress parse(String text) {
        if (text.length() > 100) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            var value = parseQuad(text);
            return value < 0 ? null : new IpAddress(4, 0, value, null);
        }
        var percent = text.indexOf('%');
        if (percent >= 0 && percent == text.length() - 1) {
            return null;
        }
        var words = parseWords(percent < 0 ? text : text.substring(0, percent));
        if (words == null) {
            return null;
        }
        return new IpAddress(6, join(words, 0), join(words, 4), percent < 0 ? null : text.substring(percent + 1));
    }

    private static long join(int[] words, int from) {
        return (long) words[from] << 48 | (long) words[from + 1] << 32 | (long) words[from + 2] << 16 | words[from + 3];
    }

    /** The value of a dotted quad, or -1. Leading zeros are refused: some readers take them for octal. */
    private static long parseQuad(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        var value = 0L;
        for (var part : parts) {
            var octet = number(part, 10, 3);
            if (octet < 0 || octet > 255 || part.length() > 1 && part.charAt(0) == '0') {
                return -1;
            }
            value = value << 8 | octet;
        }
        return value;
    }

    private static int @Nullable [] parseWords(String text) {
        var gap = text.indexOf("::");
        if (gap < 0) {
            return parseRun(text) instanceof int[] run && run.length == 8 ? run : null;
        }
        var left = parseRun(text.substring(0, gap));
        var right = parseRun(text.substring(gap + 2));
        if (left == null || right == null || left.length + right.length > 7) {
            return null;
        }
        var words = new int[8];
        System.arraycopy(left, 0, words, 0, left.length);
        System.arraycopy(right, 0, words, 8 - right.length, right.length);
        return words;
    }

    /** Colon-separated words, the last of which may be a dotted quad; null when malformed. */
    private static int @Nullable [] parseRun(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        var parts = text.split(":", -1);
        var quad = parts[parts.length - 1].indexOf('.') >= 0;
        var words = new int[parts.length + (quad ? 1 : 0)];
        for (var i = 0; i < parts.length - (quad ? 1 : 0); i++) {
            words[i] = number(parts[i], 16, 4);
            if (words[i] < 0) {
                return null;
            }
        }
        if (quad) {
            var value = parseQuad(parts[parts.length - 1]);
            if (value < 0) {
                return null;
            }
            words[words.length - 2] = (int) (value >>> 16);
            words[words.length - 1] = (int) (value & 0xffff);
        }
        return words;
    }

    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        var value = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    static String format(IpAddress address) {
        if (address.version() == 4) {
            var low = address.low();
            return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        var words = new int[8];
        for (var i = 0; i < 4; i++) {
            words[i] = (int) (address.high() >>> 48 - 16 * i & 0xffff);
            words[4 + i] = (int) (address.low() >>> 48 - 16 * i & 0xffff);
        }
        var text = address.high() == 0 && address.low() >>> 32 == 0xffff
                ? "::ffff:" + format(new IpAddress(4, 0, address.low() & 0xffff_ffffL, null))
                : format(words);
        return address.zone() == null ? text : text + "%" + address.zone();
    }

    private static String format(int[] words) {
        var best = 0;
        var bestLength = 1;
        for (var i = 0; i < 8; i++) {
            var end = i;
            while (end < 8 && words[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            if (bestLength > 1 && i == best) {
                text.append("::");
                i += bestLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(words[i]));
            }
        }
        return text.toString();
    }
}
