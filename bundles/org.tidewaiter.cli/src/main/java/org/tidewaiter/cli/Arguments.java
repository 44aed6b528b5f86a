package org.tidewaiter.cli;

import org.eclipse.equinox.app.IApplicationContext;

/** The user's arguments as the shell split them. */
final class Arguments {

    /** Set by the start scripts: every argument, each followed by U+001F. */
    private static final String PROPERTY = "tidewaiter.arguments";

    private Arguments() {
    }

    /**
     * Equinox takes {@code -debug}, {@code -data}, {@code -clean} and others for itself wherever they stand, so the start script
     * hands the arguments over in a system property. Started otherwise (from the IDE), what Equinox left is taken.
     */
    static String[] given(IApplicationContext context) {
        var packed = System.getProperty(PROPERTY);
        return packed == null ? (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS) : unpack(packed);
    }

    /** @param packed each argument followed by U+001F; may be empty */
    static String[] unpack(String packed) {
        // -1: an empty last argument is an argument; the piece after the last separator is none
        var pieces = packed.split("\u001f", -1);
        return java.util.Arrays.copyOf(pieces, pieces.length - 1);
    }
}
