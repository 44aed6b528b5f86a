package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.Arrays;

import org.eclipse.equinox.app.IApplicationContext;

/**
 * The user's arguments as the shell split them. Equinox takes {@code -debug}, {@code -data}, {@code -clean} and others for itself
 * wherever they stand on its command line, so the start scripts hand the arguments over beside it.
 */
final class Arguments {

    /** Set by the shell scripts: every argument, each followed by U+001F. */
    private static final String PROPERTY = "tidewaiter.arguments";

    /** Set by the Windows scripts, since cmd has no way to hand on arguments that are already split: the command line as it was written. */
    private static final String VARIABLE = "TIDEWAITER_COMMAND_LINE";

    private Arguments() {
    }

    /** Started otherwise, from the IDE for instance, what Equinox left is taken. */
    static String[] given(IApplicationContext context) {
        var packed = System.getProperty(PROPERTY);
        if (packed != null) return unpack(packed);
        var line = System.getenv(VARIABLE);
        if (line != null) return split(line);
        return (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
    }

    /** @param packed each argument followed by U+001F; may be empty */
    static String[] unpack(String packed) {
        // -1: an empty last argument is an argument; the piece after the last separator is none
        var pieces = packed.split("\u001f", -1);
        return Arrays.copyOf(pieces, pieces.length - 1);
    }

    /**
     * Splits as the Microsoft C runtime does ("Parsing C command-line arguments"): blanks part, quotes hold together, a doubled quote
     * inside quotes is a quote, and backslashes mean anything only before a quote, where two stand for one and an odd one takes the
     * quote literally.
     */
    static String[] split(String line) {
        var arguments = new ArrayList<String>();
        var argument = new StringBuilder();
        var begun = false;
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (!quoted && (c == ' ' || c == '\t')) {
                if (begun) arguments.add(argument.toString());
                argument.setLength(0);
                begun = false;
                continue;
            }
            begun = true;
            if (c == '\\') {
                var end = i;
                while (end < line.length() && line.charAt(end) == '\\') end++;
                var count = end - i;
                var beforeQuote = end < line.length() && line.charAt(end) == '"';
                argument.repeat('\\', beforeQuote ? count / 2 : count);
                if (beforeQuote && count % 2 == 1) {
                    argument.append('"');
                    end++;
                }
                i = end - 1;
            } else if (c != '"') {
                argument.append(c);
            } else if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                argument.append('"');
                i++;
            } else {
                quoted = !quoted;
            }
        }
        if (begun) arguments.add(argument.toString());
        return arguments.toArray(String[]::new);
    }
}
