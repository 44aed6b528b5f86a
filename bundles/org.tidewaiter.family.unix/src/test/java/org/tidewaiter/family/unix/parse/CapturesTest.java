package org.tidewaiter.family.unix.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Outputs captured on other people's machines, which are not ours to keep here: counted against plain text searches. */
class CapturesTest {

    private static Path captures(String folder) {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, "os")),
                "TIDEWAITER_DATA is not set: captures of real machines are not read");
        return Path.of(data, "os", folder);
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().count();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        return Files.list(folder).filter(Files::isRegularFile);
    }

    @Test
    void everyPopulatedMemorySlotIsAModule() throws IOException {
        try (var files = files(captures("generic/dmidecode"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r", "");
                var devices = Pattern.compile("Memory Device\\n(?:(?!\\n\\n|\\nHandle ).)*", Pattern.DOTALL).matcher(text)
                        .results()
                        .filter(m -> count(m.group(), "^\\s+Size: [1-9][0-9]* [kKMGT]B") > 0).count();
                assertEquals(devices, MemoryDevices.parse(text).size(), file.toString());
            }
        }
    }

    @Test
    void everyThreadOfEveryProcessorIsCounted() throws IOException {
        try (var files = files(captures("linux/proc/cpuinfo"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                var threads = Processors.parse(text, "").stream().mapToLong(p -> p.row().threads()).sum();
                assertEquals(count(text, "^processor\\s*: [0-9]+"), threads, file.toString());
            }
        }
    }

    @Test
    void everyPacmanAndSnapPackageIsListed() throws IOException {
        var folder = captures("linux/packaging");
        var pacman = Files.readString(folder.resolve("pacman"));
        assertEquals(count(pacman, "^Name +:"), Packages.pacman(pacman).size());
        var snap = Files.readString(folder.resolve("snap"));
        assertEquals(snap.lines().filter(l -> !l.isBlank()).count() - 1, Packages.snap(snap).size());
    }
}
