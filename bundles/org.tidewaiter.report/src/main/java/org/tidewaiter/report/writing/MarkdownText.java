package org.tidewaiter.report.writing;

/**
 * A text for Markdown as the common renderers read it: nothing in it becomes markup, HTML or a link, and what would be hidden becomes visible.
 * It may stand in a paragraph or a cell, not at the beginning of a line. Pure.
 */
public final class MarkdownText {

    private MarkdownText() {
    }

    public static String of(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> line.append("&amp;");
                case '<' -> line.append("&lt;");
                case '>' -> line.append("&gt;");
                case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '!', '@' -> line.append('\\').appendCodePoint(c);
                default -> {
                    if (Markup.isHidden(c)) {
                        line.append(String.format("(U+%04X)", c));
                    } else {
                        line.appendCodePoint(c);
                    }
                }
            }
        });
        // GitHub makes links of bare addresses.
        return line.toString().replace("://", "\\://").replaceAll("(?i)www\\.", "www\\\\.");
    }
}
