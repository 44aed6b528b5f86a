package org.tidewaiter.transport.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes text of what strangers sent. Pure and total. */
public final class Words {
    private Words() {
    }

    /** UTF-8 where it is that, else ISO 8859-1; control characters become spaces, blanks around it go; cut to a length. */
    public static String of(byte[] bytes, int longest) {
        var part = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, longest * 4));
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException _) {
            text = new String(bytes, 0, Math.min(bytes.length, longest), StandardCharsets.ISO_8859_1);
        }
        return clean(text, longest);
    }

    /** Control and formatting characters become spaces, runs of blanks one; cut to a length. */
    public static String clean(String text, int longest) {
        var clean = new StringBuilder();
        var blank = true;
        for (var i = 0; i < text.length() && clean.length() < longest; i++) {
            var c = text.charAt(i);
            var isBlank = Character.isISOControl(c) || Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT
                    || Character.isSurrogate(c) && !isPaired(text, i);
            if (!isBlank) {
                clean.append(c);
            } else if (!blank) {
                clean.append(' ');
            }
            blank = isBlank;
        }
        return clean.toString().stripTrailing();
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
