package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each recheck of a firewall request saw: lines {@code time,opening,address,open} in its folder. */
final class RecheckHistory {

    private static final String NAME = "recheck.csv";
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Path file;
    private final Map<String, Boolean> last = new HashMap<>();

    RecheckHistory(Path folder) throws IOException {
        file = folder.resolve(NAME);
        if (Files.exists(file) && Files.size(file) <= LARGEST) {
            for (var line : Files.readAllLines(file)) {
                var cells = line.split(",", -1);
                if (cells.length == 4) {
                    last.put(cells[1] + " " + cells[2], cells[3].equals("true"));
                }
            }
        }
    }

    /** Whether the last recheck could reach it. */
    boolean wasOpen(String key) {
        return last.getOrDefault(key, false);
    }

    /** Adds what was seen now. */
    void add(List<String> keys, List<Boolean> open) throws IOException {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var lines = new ArrayList<String>();
        for (var i = 0; i < keys.size(); i++) {
            lines.add(now + "," + keys.get(i).replace(' ', ',') + "," + open.get(i));
        }
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
