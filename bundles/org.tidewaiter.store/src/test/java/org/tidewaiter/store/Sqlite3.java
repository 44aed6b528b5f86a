package org.tidewaiter.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sqlite3 program: a reader that we did not write. */
final class Sqlite3 {

    private Sqlite3() {
    }

    /** The rows, columns divided by {@code |}. */
    static List<String> query(Path file, String sql) throws Exception {
        var process = new ProcessBuilder("sqlite3", file.toString()).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write((".bail on\n" + sql + ";\n").getBytes(StandardCharsets.UTF_8));
        }
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("sqlite3: " + lines);
        }
        return lines;
    }
}
