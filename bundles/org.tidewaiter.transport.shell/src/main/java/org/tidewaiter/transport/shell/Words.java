package org.tidewaiter.transport.shell;

import java.nio.charset.StandardCharsets;

/** Text of and for shells. Pure. */
final class Words {

    private static final int LONGEST_QUOTE = 160;

    private Words() {
    }

    /** A text as one word of a POSIX shell. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The program that a command begins with, for messages. */
    static String program(String command) {
        var words = command.strip().split("[\\s;|&<>()]+", 2);
        return words[0].isEmpty() ? command.strip() : words[0];
    }

    /** The first line that says something, for messages: printable, bounded; "" when there is none. */
    static String firstLine(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().map(Words::printable).filter(l -> !l.isBlank()).findFirst()
                .orElse("");
    }

    /** Whether the text ends in what asks for input: an unfinished line with one of the marks that prompts end with. */
    static boolean isPrompt(byte[] text) {
        var lines = new String(text, StandardCharsets.ISO_8859_1).split("[\\r\\n]", -1);
        // Colours and the like (ECMA-48 control sequences) may follow the mark.
        return lines[lines.length - 1].replaceAll("\\x1b\\[[0-?]*[ -/]*[@-~]", "").strip().matches(".*[:?>#$%]");
    }

    /** The text with control characters and what UTF-8 could not read as escapes; at most 160 characters. */
    static String printable(String line) {
        var text = new StringBuilder();
        line.strip().codePoints().limit(LONGEST_QUOTE).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0xFFFD) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
