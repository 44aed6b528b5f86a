package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Python's own parsers read what we wrote. */
public final class Python {

    private Python() {
    }

    /** Runs a script with the arguments in {@code sys.argv[1:]}; it fails the test by failing itself. Returns what it printed. */
    public static String run(String script, Object... arguments) throws Exception {
        // Debian's python3-jsonschema belongs to this one.
        var python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        var command = new ArrayList<>(List.of(python, "-X", "utf8", "-"));
        List.of(arguments).forEach(a -> command.add(a.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("python: " + output);
        }
        return output;
    }
}
