package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

import picocli.CommandLine.Option;

/** Options that several commands have. */
final class CommonOptions {

    /** How a command prints its result. */
    enum Format {
        text, json
    }

    @Option(names = "--engagement", paramLabel = "FILE.tide", defaultValue = "engagement.tide", description = "The engagement file (default: ./${DEFAULT-VALUE}).")
    private Path engagement = Path.of("engagement.tide");

    @Option(names = "--quiet", description = "Print only the result and failures.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Print every step as it happens.")
    private boolean verbose;

    /** The value of an option that counts something. */
    static int positive(String option, int value) throws UserException {
        if (value < 1 || value > 100_000) {
            throw new UserException(ExitStatus.USAGE, option + ": " + value + " is not possible; give a number from 1 to 100000");
        }
        return value;
    }

    Path engagement() {
        return engagement;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isVerbose() {
        return verbose;
    }

    Engagement open(Access access) throws IOException {
        return Engagement.open(engagement, access);
    }
}
