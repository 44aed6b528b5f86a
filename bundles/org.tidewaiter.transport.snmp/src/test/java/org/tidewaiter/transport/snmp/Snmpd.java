package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An agent of net-snmp on this machine, with its own configuration, ended with the test. */
final class Snmpd implements AutoCloseable {

    static final String COMMUNITY = "lab community";
    static final String AUTHENTICATION = "authpass123";
    static final String PRIVACY = "privpass123";

    private final Path folder;
    private final Process process;
    private final int port;

    private Snmpd(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Why none can be started here; empty when one can. */
    static Optional<String> obstacle() {
        for (var program : List.of("/usr/sbin/snmpd", "/usr/bin/snmpbulkwalk")) {
            if (!Files.isExecutable(Path.of(program))) return Optional.of("needs " + program);
        }
        return Optional.empty();
    }

    /** Starts one on a free port of 127.0.0.1, UDP and TCP, and of ::1. */
    static Snmpd start(String configuration) throws IOException, InterruptedException {
        var port = freePort();
        return start(port, configuration, "udp:127.0.0.1:" + port, "tcp:127.0.0.1:" + port, "udp6:[::1]:" + port);
    }

    static Snmpd start(int port, String configuration, String... addresses)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("tidewaiter-snmpd");
        var file = folder.resolve("agent.conf");
        Files.writeString(file, configuration);
        var state = Files.createDirectory(folder.resolve("state"));
        var command = new ArrayList<>(
                List.of("/usr/sbin/snmpd", "-f", "-Lf", folder.resolve("log").toString(), "-C", "-c", file.toString(),
                        "-I", "-smux,mteTrigger,mteTriggerConf", "-p", folder.resolve("pid").toString()));
        command.addAll(List.of(addresses));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("MIBS", "");
        builder.environment().put("SNMP_PERSISTENT_DIR", state.toString());
        var snmpd = new Snmpd(folder, builder.start(), port);
        snmpd.awaitUp();
        return snmpd;
    }

    static int freePort() throws IOException {
        for (;;) {
            try (var tcp = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                    var _ = new DatagramSocket(tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"))) {
                return tcp.getLocalPort();
            } catch (java.net.BindException e) {
                // taken on UDP: the next one
            }
        }
    }

    private void awaitUp() throws IOException, InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            if (!process.isAlive()) throw new IOException("snmpd ended: " + log());
            if (Files.exists(folder.resolve("log")) && log().contains("NET-SNMP version")) return;
            Thread.sleep(20);
        }
        throw new IOException("snmpd did not come up: " + log());
    }

    private String log() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1) : "";
    }

    int port() {
        return port;
    }

    /** Runs one of net-snmp's own tools, without MIBs. */
    static List<String> tool(String... command) throws IOException, InterruptedException {
        var out = Files.createTempFile("tidewaiter-snmp-tool", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("MIBS", "");
            var process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(List.of(command) + " did not end");
            }
            return Files.readString(out, StandardCharsets.ISO_8859_1).lines().toList();
        } finally {
            Files.deleteIfExists(out);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
