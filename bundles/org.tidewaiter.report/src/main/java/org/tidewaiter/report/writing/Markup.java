package org.tidewaiter.report.writing;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes HTML. Everything that a device said goes through {@link #text} or {@link #attribute}: what a browser would act upon
 * becomes harmless, and what it would hide (control characters, direction overrides, invisible ones) becomes visible.
 */
public final class Markup {

    private final Writer out;

    public Markup(Writer out) {
        this.out = out;
    }

    /** Our own markup, as it is. */
    public Markup raw(String html) throws IOException {
        out.write(html);
        return this;
    }

    /** A text in one line: line breaks too become visible. */
    public Markup text(String text) throws IOException {
        escaped(text, false, true);
        return this;
    }

    /** A text of many lines, for {@code <pre>}. */
    public Markup lines(String text) throws IOException {
        escaped(text, true, true);
        return this;
    }

    /** A value of an attribute in double quotes. */
    public Markup attribute(String text) throws IOException {
        escaped(text, false, false);
        return this;
    }

    /** An element around a text. */
    public Markup element(String name, String text) throws IOException {
        return raw("<" + name + ">").text(text).raw("</" + name.replaceAll(" .*", "") + ">");
    }

    private void escaped(String text, boolean breaks, boolean tags) throws IOException {
        for (var i = 0; i < text.length();) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (breaks && c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue;
            }
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> {
                    if (isHidden(c) && !(breaks && (c == '\n' || c == '\t'))) {
                        var name = String.format("U+%04X", c);
                        out.write(tags ? "<i class=\"c\">" + name + "</i>" : "[" + name + "]");
                    } else {
                        out.write(Character.toString(c));
                    }
                }
            }
        }
    }

    /** Controls, format characters (bidi overrides, zero width, tags), lone surrogates, private use and non-characters. */
    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
