package org.tidewaiter.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that a test started, with what it printed so far. Closing kills it and its children. */
final class Child implements AutoCloseable {

    /** No test waits longer for a process. */
    static final Duration DEADLINE = Duration.ofSeconds(120);

    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;
    private static final boolean IGNORES_INTERRUPTS = ignoresInterrupts();

    /** What a process left. The code of a signal is 128 and its number, as shells say it. */
    record Ended(int code, String out, String err) {

        /** The lines of both streams, for messages. */
        String all() {
            return "exit " + code + "\n--- stdout\n" + out + "--- stderr\n" + err;
        }
    }

    private final Process process;
    private final Collected out;
    private final Collected err;

    private Child(Process process) {
        this.process = process;
        out = new Collected(process.getInputStream());
        err = new Collected(process.getErrorStream());
    }

    /** Starts a process with this environment and no other, and with an empty standard input. */
    static Child start(Path folder, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(interruptible(command)).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new Child(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A shell that is not interactive starts what it puts into the background with SIGINT and SIGQUIT ignored, and whoever is started from
     * there inherits that: Java then never hears of Ctrl-C. env(1) sets them right and becomes the command, under the same process id.
     */
    private static List<String> interruptible(List<String> command) {
        if (!IGNORES_INTERRUPTS) {
            return command;
        }
        var words = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT,QUIT", "--"));
        words.addAll(command);
        return words;
    }

    private static boolean ignoresInterrupts() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            var mask = lines.filter(l -> l.startsWith("SigIgn:")).findFirst().map(l -> l.substring(7).strip()).orElse("0");
            return (Long.parseUnsignedLong(mask, 16) & (1L << SIGINT - 1 | 1L << SIGQUIT - 1)) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a process with this test's own environment. */
    static Child start(Path folder, String... command) {
        return start(folder, System.getenv(), List.of(command));
    }

    /** Runs a tool to its end. */
    static Ended run(Path folder, String... command) {
        try (var child = start(folder, command)) {
            return child.end();
        }
    }

    /** What a tool printed. Fails unless it exits with 0. */
    static String output(Path folder, String... command) {
        var ended = run(folder, command);
        if (ended.code() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + ended.all());
        }
        return ended.out();
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    /** Waits until what was printed on stderr satisfies a condition. */
    void awaitErr(Predicate<String> condition) {
        await(err, condition);
    }

    /** Waits until what was printed on stdout satisfies a condition. */
    void awaitOut(Predicate<String> condition) {
        await(out, condition);
    }

    private void await(Collected stream, Predicate<String> condition) {
        var deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.test(stream.text())) {
            if (System.nanoTime() > deadline || !process.isAlive() && stream.isComplete() && !condition.test(stream.text())) {
                throw new AssertionError("waited in vain; the process "
                        + (process.isAlive() ? "runs" : "ended with " + process.exitValue()) + "\n--- stdout\n"
                        + out.text() + "--- stderr\n" + err.text());
            }
            pause(Duration.ofMillis(20));
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Sends a signal to this process alone, by its name: INT, TERM, KILL. */
    void signal(String name) {
        output(Path.of("/"), "kill", "-" + name, String.valueOf(pid()));
    }

    /** Kills this process as {@code kill -9} does, if it has not ended yet. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end. */
    Ended end() {
        return end(DEADLINE);
    }

    /** Waits for the end; a process that takes longer is killed and the test fails. */
    Ended end(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                var soFar = "still running after " + within + "\n--- stdout\n" + out.text() + "--- stderr\n" + err.text();
                close();
                throw new AssertionError(soFar);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
        return new Ended(process.exitValue(), out.complete(), err.complete());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** A stream, read as it comes. */
    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Collected(InputStream in) {
            reader = Thread.ofPlatform().daemon().start(() -> read(in));
        }

        private void read(InputStream in) {
            var buffer = new byte[8192];
            try (in) {
                for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    bytes.write(buffer, 0, count);
                }
            } catch (IOException e) {
                bytes.writeBytes(("\n[stream broken: " + e + "]").getBytes(StandardCharsets.UTF_8));
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        boolean isComplete() {
            return !reader.isAlive();
        }

        /** All of it; a grandchild that keeps the stream open is waited for no longer than ten seconds. */
        String complete() {
            try {
                reader.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text();
        }
    }
}
