package org.tidewaiter.transport.net;

import java.nio.charset.StandardCharsets;

/** Makes readable what a server said first. Pure and total. */
final class BannerDecoder {

    private static final int LONGEST = 1024;

    private BannerDecoder() {
    }

    /**
     * The banner as one line: of an SSH server its identification string alone, otherwise everything without its last line end. Control
     * characters are escapes such as {@code \r\n} and <code>\x1b</code>; at most 1,024 characters; "" when there is nothing.
     */
    static String text(byte[] bytes) {
        var said = new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
        var line = said.lines().filter(l -> l.startsWith("SSH-")).findFirst().orElseGet(said::stripTrailing);
        var text = new StringBuilder();
        line.codePoints().forEach(c -> append(text, c));
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
    }

    private static void append(StringBuilder text, int character) {
        switch (character) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                var type = Character.getType(character);
                if (Character.isISOControl(character)) {
                    text.append(String.format("\\x%02x", character));
                } else
                    if (type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
                        text.append(String.format("\\u%04x", character));
                    } else {
                        text.appendCodePoint(character);
                    }
            }
        }
    }
}
