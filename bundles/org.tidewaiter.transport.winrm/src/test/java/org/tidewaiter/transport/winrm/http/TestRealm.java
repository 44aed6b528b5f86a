package org.tidewaiter.transport.winrm.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.api.session.TransportException;

/** A realm on 127.0.0.1: MIT's key distribution centre, with a database of its own. Ends with the test. */
final class TestRealm implements AutoCloseable {

    private final String name;
    private final Path folder;
    private final int port;
    private Process process;

    private TestRealm(String name, Path folder, int port) {
        this.name = name;
        this.folder = folder;
        this.port = port;
    }

    /** Why none can be started here; empty when one can. */
    static Optional<String> obstacle() {
        for (var file : List.of("/usr/sbin/krb5kdc", "/usr/sbin/kdb5_util", "/usr/sbin/kadmin.local")) {
            if (!Files.isExecutable(Path.of(file))) return Optional.of("needs " + file);
        }
        return Optional.empty();
    }

    /**
     * Starts one.
     *
     * @param shift    what its clock is off, for faketime: {@code +6m}; empty: nothing
     * @param commands for kadmin.local: its users and services
     */
    static TestRealm start(String name, String shift, String... commands) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("tidewaiter-kdc");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var realm = new TestRealm(name, folder, port);
        Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]\ndefault_realm = " + name
                + "\ndns_lookup_kdc = false\nrdns = false\ndns_canonicalize_hostname = false\nallow_weak_crypto = true\nallow_rc4 = true\n"
                + "permitted_enctypes = aes256-sha1 aes128-sha1 aes256-sha2 aes128-sha2 rc4\n[realms]\n" + name
                + " = {\nkdc = 127.0.0.1:" + port + "\n}\n");
        Files.writeString(folder.resolve("kdc.conf"), "[kdcdefaults]\nkdc_listen = 127.0.0.1:" + port
                + "\nkdc_tcp_listen = 127.0.0.1:"
                + port + "\n[realms]\n" + name + " = {\ndatabase_name = " + folder.resolve("principal") + "\nkey_stash_file = "
                + folder.resolve("stash") + "\nacl_file = " + folder.resolve("acl")
                + "\nsupported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal arcfour-hmac:normal"
                + "\ndefault_principal_flags = +preauth\n}\n[logging]\nkdc = FILE:" + folder.resolve("kdc.log") + "\n");
        Responder.run(List.of("/usr/sbin/kdb5_util", "create", "-s", "-P", "a master password", "-r", name), realm.environment());
        for (var command : commands) realm.administer(command);
        var start = new ArrayList<>(List.of("/usr/sbin/krb5kdc", "-n", "-r", name));
        if (!shift.isEmpty()) start.addAll(0, List.of("/usr/bin/faketime", "-f", shift));
        var builder = new ProcessBuilder(start).redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        builder.environment().putAll(realm.environment());
        realm.process = builder.start();
        realm.awaitUp();
        return realm;
    }

    void administer(String command) throws IOException, InterruptedException {
        Responder.run(
                List.of("/usr/sbin/kadmin.local", "-r", name, "-q",
                        command.replace("KEYTAB", folder.resolve("keytab").toString())),
                environment());
    }

    /** For MIT's programs, and for the responder: configuration and key table. */
    Map<String, String> environment() {
        return Map.of("KRB5_CONFIG", folder.resolve("krb5.conf").toString(), "KRB5_KDC_PROFILE",
                folder.resolve("kdc.conf").toString(),
                "KRB5_KTNAME", folder.resolve("keytab").toString(), "KRB5RCACHENAME", "dfl:");
    }

    Kdc kdc() throws TransportException {
        return new Kdc(name, Visit.address("127.0.0.1"), port);
    }

    /** What the centre noted that contains these words. */
    List<String> notes(String words) throws IOException {
        var log = folder.resolve("kdc.log");
        return Files.exists(log)
                ? Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream().filter(l -> l.contains(words)).toList()
                : List.of();
    }

    private void awaitUp() throws IOException, InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            if (!process.isAlive()) throw new IOException("krb5kdc ended: " + Files.readString(folder.resolve("out")));
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
        throw new IOException("krb5kdc did not come up");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null) {
            // With faketime it is a child's child.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
