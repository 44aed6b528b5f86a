package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Where a command prints: results on one stream, all else on the other.
 *
 * @param out UTF-8
 * @param err in the terminal's own encoding
 */
record Terminal(PrintStream out, PrintStream err) {

    /** Writes JSON. */
    @FunctionalInterface
    interface JsonText {
        void write(JsonGenerator json) throws IOException;
    }

    /** Whether a person watches: the start script asks, since Java cannot tell for the error stream alone. */
    static boolean isWatched() {
        return Boolean.getBoolean("tidewaiter.terminal");
    }

    /** Prints one JSON document, indented. */
    void json(JsonText text) throws IOException {
        var factory = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        try (var json = factory.createGenerator(new Indented(), out)) {
            text.write(json);
        }
        out.println();
        out.flush();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
