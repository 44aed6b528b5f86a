package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.tidewaiter.acceptance.Child.Ended;

/** The built product as a user has it: its start script, run in a folder of one's own with a home of one's own. */
final class Tidewaiter {

    static final Path REPOSITORY = Path.of(System.getProperty("tidewaiter.repository")).toAbsolutePath().normalize();
    static final Path PRODUCT = Path.of(System.getProperty("tidewaiter.product")).toAbsolutePath().normalize();
    static final String SCRIPT = PRODUCT.resolve("tidewaiter").toString();

    // The framework's cache, which takes seconds to make: shared by all tests but those that look into it.
    private static final Path CACHE = Path.of("target", "acceptance-cache").toAbsolutePath();

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** @param folder an empty one; the user works in {@code work} below it and lives in {@code home} */
    Tidewaiter(Path folder) {
        this.folder = folder;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        // many short runs: the second compiler costs more than it gives
        environment.put("TIDEWAITER_VMARGS", "-XX:TieredStopAtLevel=1");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("home/config").toString());
        environment.put("XDG_CACHE_HOME", CACHE.toString());
        environment.put("TIDEWAITER_HOME", folder.resolve("home/vault").toString());
        try {
            Files.createDirectories(folder.resolve("home"));
            Files.createDirectories(work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets an environment variable; an empty value takes it away. */
    Tidewaiter with(String variable, String value) {
        environment.put(variable, value);
        environment.values().removeIf(String::isEmpty);
        return this;
    }

    /** Everything that the program may leave behind, the shared cache aside. */
    Path folder() {
        return folder;
    }

    Path work() {
        return folder.resolve("work");
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A file in the user's folder. */
    Path file(String name) {
        return work().resolve(name);
    }

    /** Writes a file into the user's folder. */
    Path write(String name, String content) {
        try {
            return Files.writeString(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Child start(String... arguments) {
        var command = new ArrayList<String>();
        command.add(SCRIPT);
        command.addAll(List.of(arguments));
        return Child.start(work(), environment, command);
    }

    Ended run(String... arguments) {
        try (var child = start(arguments)) {
            return child.end();
        }
    }

    /** Runs a shell line in which {@code $T} is the start script, and {@code $1} and so on the arguments. */
    Ended shell(String line, String... arguments) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", line, "sh"));
        command.addAll(List.of(arguments));
        var all = new TreeMap<>(environment);
        all.put("T", SCRIPT);
        try (var child = Child.start(work(), all, command)) {
            return child.end();
        }
    }

    /** Runs a command that must succeed. */
    Ended succeed(String... arguments) {
        var ended = run(arguments);
        assertEquals(0, ended.code(), () -> String.join(" ", arguments) + ": " + ended.all());
        return ended;
    }

    /** A failure as users should meet it: this exit code, one sentence on stderr with these words in it, and no word of Java. */
    static void assertRefused(int code, Ended ended, String... words) {
        var sentences = ended.err().lines().filter(l -> l.startsWith("tidewaiter: ")).toList();
        assertAll(ended.all(), //
                () -> assertEquals(code, ended.code(), "exit code"), //
                () -> assertEquals(1, sentences.size(), "sentences"), //
                () -> assertFalse(
                        ended.err().contains("Exception") || ended.err().contains("\tat ") || ended.err().contains("defect"),
                        "words of Java"), //
                () -> {
                    for (var word : words) {
                        assertTrue(sentences.getFirst().contains(word), () -> "no word of: " + word);
                    }
                });
    }

    /** What the sqlite3 program answers, one line a row, columns divided by {@code |}. */
    List<String> sql(String engagement, String query) {
        return Child.output(work(), "sqlite3", "-readonly", "-bail", file(engagement).toString(), query).lines().toList();
    }

    /** The names of what lies in the user's folder, sorted. */
    List<String> files() {
        try (var files = Files.list(work())) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text. */
    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
