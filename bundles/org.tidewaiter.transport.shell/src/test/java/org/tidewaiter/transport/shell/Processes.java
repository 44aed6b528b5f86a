package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Which processes there are, by what Linux says of them. */
final class Processes {

    private Processes() {
    }

    /** Those with a text in their environment; zombies have none. */
    static List<ProcessHandle> with(String text) {
        return ProcessHandle.allProcesses().filter(p -> environment(p.pid()).contains(text)).toList();
    }

    private static String environment(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    static void assertGoneWithin(Duration patience, ProcessShell shell) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (!shell.left().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertEquals(List.of(), shell.left().stream().map(p -> p.info().commandLine().orElse("?")).toList());
    }
}
