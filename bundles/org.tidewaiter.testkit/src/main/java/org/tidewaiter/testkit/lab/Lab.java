package org.tidewaiter.testkit.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A lab that one test class brings up for itself and takes down again. Its servers are reached from a thread that has entered the auditor's
 * network namespace ({@link #inside}): sockets belong to the namespace of the thread that makes them, and no interface of the machine leads
 * into the lab. Threads made by such a thread are not inside; for a whole program there is {@link #auditor}.
 */
public final class Lab implements AutoCloseable {

    /** Password of every user of the lab, with everything in it that quoting gets wrong. */
    public static final String PASSWORD = "c'orrect \"horse\" $9\\ staple";

    /** Passphrase of the encrypted keys. */
    public static final String PASSPHRASE = "passphrase";

    private static final int PATIENCE_SECONDS = 60;

    private final Path script;
    private final Path state;

    private Lab(Path script, Path state) {
        this.script = script;
        this.state = state;
    }

    /** Why no lab can be brought up here; empty when one can. A test that needs the lab names this when it is skipped. */
    public static Optional<String> obstacle() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("the lab needs Linux");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("the lab needs root, for network namespaces");
        }
        return find().isEmpty() ? Optional.of("no releng/lab/lab above " + Path.of("").toAbsolutePath()) : Optional.empty();
    }

    /**
     * Why these hosts cannot be brought up here, those of {@link #up} when none is named; empty when they can. Says which programs are missing.
     */
    public static Optional<String> obstacleFor(String... hosts) throws IOException, InterruptedException {
        var machine = obstacle();
        if (machine.isPresent()) {
            return machine;
        }
        var command = new ArrayList<>(List.of("sh", find().orElseThrow().toString(), "needs"));
        command.addAll(List.of(hosts));
        var missing = end(new ProcessBuilder(command)).lines().toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("the lab needs " + String.join(", ", missing));
    }

    private static Optional<Path> find() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var candidate = folder.resolve("releng/lab/lab");
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Starts hosts, for instance {@code lin1}, {@code snmp1}, {@code fw1}; {@code releng/lab/README.md} lists them. Some thirty when none
     * is named, all but {@code dc1} and those with a firewall to be told: a test names what it needs.
     */
    @SuppressWarnings("resource")
    public static Lab up(String... hosts) throws IOException, InterruptedException {
        var lab = new Lab(find().orElseThrow(() -> new IOException("no releng/lab/lab")),
                Files.createTempDirectory("tidewaiter-lab"));
        var words = new ArrayList<>(List.of("up"));
        words.addAll(List.of(hosts));
        try {
            lab.run(words);
        } catch (IOException e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    /** Runs a command on a host as its root, and returns what it prints; fails when the command does. */
    public String exec(String host, String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("exec", host));
        words.addAll(List.of(command));
        return run(words);
    }

    /** A command on a host as its root, ready to be started. */
    public ProcessBuilder on(String host, String... command) {
        var words = new ArrayList<>(List.of("exec", host));
        words.addAll(List.of(command));
        return process(words);
    }

    /** A command of this machine within the auditor's network, ready to be started: {@code tidewaiter audit 10.77.0.10}. */
    public ProcessBuilder auditor(String... command) {
        var words = new ArrayList<>(List.of("auditor"));
        words.addAll(List.of(command));
        return process(words);
    }

    /** How many IP packets were addressed to a host that counts them: {@code decoy1}, {@code decoy2}. */
    public long packets(String host) throws IOException, InterruptedException {
        return Long.parseLong(run(List.of("packets", host)).strip());
    }

    /** A private key's text: {@code ed25519}, {@code rsa-pem-encrypted} and the other files that {@code lab} makes. */
    public String key(String name) throws IOException {
        return Files.readString(state.resolve("keys").resolve(name));
    }

    /** Calls from a thread of its own that has entered the auditor's network namespace. */
    public <T> T inside(Callable<T> call) throws Exception {
        var pid = run(List.of("pid", "auditor")).strip();
        var task = new FutureTask<>(() -> {
            NetworkNamespace.enter(Path.of("/proc", pid, "ns/net"));
            return call.call();
        });
        var thread = Thread.ofPlatform().name("lab-auditor").daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            run(List.of("down"));
        } catch (IOException e) {
            throw new IllegalStateException("the lab did not come down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessBuilder process(List<String> words) {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(words);
        var builder = new ProcessBuilder(command);
        builder.environment().put("TIDEWAITER_LAB", state.toString());
        return builder;
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        return end(process(words));
    }

    private static String end(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = Files.createTempFile("tidewaiter-lab", ".out");
        try {
            var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(builder.command() + " did not end: " + read(output));
            }
            if (process.exitValue() != 0) {
                throw new IOException(builder.command() + " ended with " + process.exitValue() + ": " + read(output));
            }
            return read(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
