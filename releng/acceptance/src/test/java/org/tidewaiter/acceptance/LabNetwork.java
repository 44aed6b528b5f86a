package org.tidewaiter.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.tidewaiter.acceptance.Child.Ended;

/** The servers of {@code releng/lab}, brought up for one test class in a directory of its own. Closing takes them down. */
final class LabNetwork implements AutoCloseable {

    /** Password of every user there, with everything in it that quoting gets wrong. */
    static final String PASSWORD = "c'orrect \"horse\" $9\\ staple";

    private static final String SCRIPT = Tidewaiter.REPOSITORY.resolve("releng/lab/lab").toString();
    private static final List<String> TOOLS = List.of("unshare", "nsenter", "ip", "nft", "sshd", "dropbear", "python3", "sudo");

    private final Path state;

    private LabNetwork(Path state) {
        this.state = state;
    }

    /** Why it cannot be brought up here; empty when it can. */
    static Optional<String> obstacle() {
        if (!Child.output(Path.of("/"), "id", "-u").equals("0\n")) {
            return Optional.of("needs root, for network namespaces");
        }
        var missing = TOOLS.stream().filter(t -> Child.run(Path.of("/"), "/bin/sh", "-c",
                "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; command -v \"$1\" >/dev/null", "sh", t).code() != 0).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("needs " + String.join(", ", missing));
    }

    /** Why these hosts cannot be brought up here; empty when they can. */
    static Optional<String> obstacle(String... hosts) {
        var machine = obstacle();
        if (machine.isPresent()) {
            return machine;
        }
        var command = new ArrayList<>(List.of("/bin/sh", SCRIPT, "needs"));
        command.addAll(List.of(hosts));
        var missing = Child.run(Path.of("/"), command.toArray(String[]::new)).out().lines().toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("the lab needs " + String.join(", ", missing));
    }

    /** @param folder an empty one; the lab keeps its state below it */
    static LabNetwork up(Path folder, String... hosts) {
        var lab = new LabNetwork(folder.resolve("tidewaiter-lab-ssh"));
        try {
            lab.lab("up", hosts);
        } catch (AssertionError e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    /** What a command on a host prints, run as its root; fails when the command does. */
    String exec(String host, String... command) {
        return lab("exec", words(host, command));
    }

    /** What a shell line on a host prints, run as its root. */
    String shell(String host, String line) {
        return exec(host, "/bin/sh", "-c", line);
    }

    /** The lines of a file on a host that match, as a whole, a regular expression; none when there is no file. */
    List<String> lines(String host, String file, String expression) {
        return shell(host, "cat " + file + " 2>/dev/null || :").lines().filter(l -> l.matches(expression)).toList();
    }

    /** Starts the product in the auditor's network. The process is the product's own: the scripts before it become it. */
    Child start(Tidewaiter tidewaiter, String... arguments) {
        var command = new ArrayList<>(List.of("/bin/sh", SCRIPT, "auditor", Tidewaiter.SCRIPT));
        command.addAll(List.of(arguments));
        var environment = new TreeMap<>(tidewaiter.environment());
        environment.put("TIDEWAITER_LAB", state.toString());
        return Child.start(tidewaiter.work(), environment, command);
    }

    Ended run(Tidewaiter tidewaiter, String... arguments) {
        try (var child = start(tidewaiter, arguments)) {
            return child.end();
        }
    }

    /** Runs the product in the auditor's network, where it must succeed. */
    Ended succeed(Tidewaiter tidewaiter, String... arguments) {
        var ended = run(tidewaiter, arguments);
        if (ended.code() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + ended.all());
        }
        return ended;
    }

    /** What a tool of this machine prints in the auditor's network. */
    String auditor(String... command) {
        return lab("auditor", command);
    }

    /** How many IP packets a decoy has got. */
    String packets(String host) {
        return lab("packets", host).strip();
    }

    /** A host's IPv4 address. */
    String address(String host) {
        return exec(host, "/bin/sh", "-c", "ip -4 -o address show dev eth0 | sed 's/.*inet \\([0-9.]*\\).*/\\1/' | head -n 1")
                .strip();
    }

    private String lab(String verb, String... arguments) {
        var environment = new TreeMap<>(System.getenv());
        environment.put("TIDEWAITER_LAB", state.toString());
        var command = new ArrayList<>(List.of("/bin/sh", SCRIPT, verb));
        command.addAll(List.of(arguments));
        try (var child = Child.start(Path.of("/"), environment, command)) {
            var ended = child.end();
            if (ended.code() != 0) {
                throw new AssertionError("lab " + verb + " " + List.of(arguments) + ": " + ended.all());
            }
            return ended.out();
        }
    }

    private static String[] words(String first, String... more) {
        var words = new ArrayList<>(List.of(first));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Override
    public void close() {
        if (Files.exists(state)) {
            lab("down");
        }
    }
}
