package org.tidewaiter.transport.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The title of an HTML page, by one scan over its bytes. Pure and total. */
final class HtmlTitle {
    private static final int LONGEST = 255;
    private static final int LONGEST_RAW = 4096;
    private static final int META_WITHIN = 4096;
    private static final int LONGEST_ENTITY = 10;

    private HtmlTitle() {
    }

    /**
     * The title as one line of at most 255 characters; null without one.
     *
     * @param charset what the content type says, in lower case; "" when it says nothing
     */
    static @Nullable String of(byte[] page, String charset) {
        // Tags are ASCII in every charset that pages are in, but for UTF-16, which nobody's device sends.
        var text = new String(page, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        var begin = begin(text);
        if (begin < 0) {
            return null;
        }
        var end = text.indexOf("</title", begin);
        end = Math.min(end < 0 ? text.length() : end, begin + LONGEST_RAW);
        var raw = Arrays.copyOfRange(page, begin, end);
        var title = Words.clean(entities(decode(raw, charset.isEmpty() ? meta(text) : charset)), LONGEST);
        return title.isEmpty() ? null : title;
    }

    private static int begin(String text) {
        for (var at = text.indexOf("<title"); at >= 0 && at + 6 < text.length(); at = text.indexOf("<title", at + 6)) {
            var next = text.charAt(at + 6);
            if (next == '>' || next == '/' || Character.isWhitespace(next)) {
                var close = text.indexOf('>', at + 6);
                return close < 0 ? -1 : close + 1;
            }
        }
        return -1;
    }

    /** The charset of a meta element near the beginning; "" without one. */
    private static String meta(String text) {
        var head = text.substring(0, Math.min(text.length(), META_WITHIN));
        for (var at = head.indexOf("<meta"); at >= 0; at = head.indexOf("<meta", at + 5)) {
            var close = head.indexOf('>', at);
            var charset = HttpHead.charset(head.substring(at, close < 0 ? head.length() : close));
            if (!charset.isEmpty()) {
                return charset;
            }
        }
        return "";
    }

    private static String decode(byte[] raw, String charset) {
        try {
            if (!charset.isEmpty() && !charset.equals("utf-8")) {
                return new String(raw, Charset.forName(charset));
            }
        } catch (IllegalArgumentException _) {
            // a charset that nobody knows: as if none were named
        }
        // A title that was cut may end within a character.
        for (var cut = 0; cut < 4 && cut <= raw.length; cut++) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw, 0, raw.length - cut)).toString();
            } catch (CharacterCodingException _) {
                if (raw.length < LONGEST_RAW) {
                    break;
                }
            }
        }
        return new String(raw, charset.equals("utf-8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static String entities(String text) {
        var plain = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var end = text.charAt(i) == '&' ? text.indexOf(';', i) : -1;
            var character = end < 0 || end - i > LONGEST_ENTITY ? -1 : entity(text.substring(i + 1, end));
            if (character < 0) {
                plain.append(text.charAt(i));
            } else {
                plain.appendCodePoint(character);
                i = end;
            }
        }
        return plain.toString();
    }

    /** The character of {@code amp} or {@code #x41}; -1 when there is none. */
    private static int entity(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case String number when number.matches("#[0-9]{1,7}") -> valid(Integer.parseInt(number.substring(1)));
            case String number when number.matches("#x[0-9a-f]{1,6}") -> valid(Integer.parseInt(number.substring(2), 16));
            case String _ -> -1;
        };
    }

    private static int valid(int character) {
        return Character.isValidCodePoint(character) ? character : -1;
    }
}
