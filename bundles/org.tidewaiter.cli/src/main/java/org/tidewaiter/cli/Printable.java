package org.tidewaiter.cli;

/** Text from devices, made harmless for a terminal. */
final class Printable {

    private Printable() {
    }

    /** One line: control and format characters, which could move the cursor or turn the text around, become visible escapes. */
    static String line(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            var type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
