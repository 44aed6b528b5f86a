package org.tidewaiter.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;

/** A Tidewaiter in a process of its own, so that it can be killed, starved and shut out. */
final class Child {

    private Child() {
    }

    /** {@code write FILE COUNT}, {@code hold FILE} or {@code read FILE}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var file = Path.of(args[1]);
        try {
            switch (args[0]) {
                case "write" -> write(file, Integer.parseInt(args[2]));
                case "hold" -> hold(file);
                default -> read(file);
            }
        } catch (EngagementException e) {
            System.out.println("refused " + e.category() + " " + e.getMessage());
        }
    }

    private static void write(Path file, int count) throws IOException, InterruptedException {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.newJournal();
            journal.begin(Visits.HEADER);
            var acknowledger = Thread.ofPlatform().daemon().start(() -> acknowledge(journal));
            var random = new Random(count);
            for (var i = 0; i < count; i++) {
                var reply = new byte[10_000];
                random.nextBytes(reply);
                var exchange = new Exchange(1, Exchange.Kind.REQUEST, "noise", "noise", Ending.COMPLETE, 0, reply, new byte[0],
                        Visits.STARTED,
                        java.time.Duration.ZERO);
                journal.commit(Visits.visit("10.0." + i / 256 + "." + i % 256, Visits.manyRows(5), List.of(exchange), List.of()));
            }
            journal.finish(Visits.FOOTER);
            acknowledger.interrupt();
            System.out.println("finished");
        }
    }

    private static void acknowledge(QueuedJournal journal) {
        try {
            for (var last = 0L; true; Thread.sleep(1)) {
                var durable = journal.durableVisits();
                if (durable > last) {
                    System.out.println("durable " + durable);
                    last = durable;
                }
            }
        } catch (InterruptedException _) {
            // The run is over.
        }
    }

    private static void hold(Path file) throws IOException {
        try (var _ = Engagement.open(file, Access.READ_WRITE)) {
            System.out.println("holding");
            System.in.read();
        }
    }

    private static void read(Path file) throws IOException {
        try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
            var visits = reader.visits(reader.latestRun().orElseThrow());
            var sound = true;
            for (var visit : visits) {
                sound &= reader.verifyChain(visit);
            }
            System.out.println("read " + visits.size() + " visits, chains " + (sound ? "sound" : "broken"));
        }
    }

    /** The command that runs this class. */
    static List<String> command(String... args) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** The same, in a mount namespace of its own after a shell command; only root may. */
    static List<String> namespaced(String before, String after, String... args) {
        var java = new StringBuilder();
        command(args).forEach(word -> java.append(" '").append(word.replace("'", "'\\''")).append('\''));
        return List.of("unshare", "-m", "sh", "-c", before + " &&" + java + (after.isEmpty() ? "" : "; " + after));
    }

    /** The same, where no file may grow past 6 MB. */
    static List<String> withFileSizeLimit(String... args) {
        var command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 6000; exec \"$@\"", "bash"));
        command.addAll(command(args));
        return command;
    }

    static boolean mayMount() throws IOException, InterruptedException {
        var process = new ProcessBuilder("unshare", "-m", "true").redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    static List<String> run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child did not end: " + lines);
        }
        return lines;
    }
}
