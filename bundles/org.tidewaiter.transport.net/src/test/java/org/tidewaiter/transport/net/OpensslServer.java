package org.tidewaiter.transport.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_server} on 127.0.0.1, with a certificate of its own. */
final class OpensslServer implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("tidewaiter-openssl");
    private final Process process;
    private final int port;

    OpensslServer(String keyAlgorithm, String... options) throws IOException, InterruptedException {
        run("req", "-x509", "-newkey", keyAlgorithm, "-nodes", "-days", "30", "-subj",
                "/O=Werk Süd/CN=old.example/emailAddress=it@old.example", "-utf8", "-addext",
                "subjectAltName=DNS:old.example,IP:192.0.2.7,IP:2001:db8::7", "-keyout", "key.pem", "-out", "cert.pem");
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port, "-key", "key.pem", "-cert",
                "cert.pem", "-quiet"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile()).start();
        await();
    }

    /** Why there is no such server here; empty when there is. */
    static Optional<String> obstacle() {
        try {
            return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor() == 0 ? Optional.empty()
                    : Optional.of("openssl does not work here");
        } catch (IOException _) {
            return Optional.of("openssl is not installed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await() throws IOException, InterruptedException {
        for (var i = 0; i < 100; i++) {
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException _) {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("server.log")));
                }
                Thread.sleep(50);
            }
        }
        throw new IOException("openssl s_server does not listen");
    }

    /** What openssl prints. */
    String run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        var output = folder.resolve("run.log");
        var run = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        run.getOutputStream().close();
        if (!run.waitFor(30, TimeUnit.SECONDS)) {
            run.destroyForcibly();
            throw new IOException(command + " did not end");
        }
        return Files.readString(output);
    }

    /** The SHA-256 of its certificate, lower-case hex. */
    String fingerprint() throws IOException, InterruptedException {
        var print = run("x509", "-in", "cert.pem", "-noout", "-fingerprint", "-sha256");
        return print.substring(print.indexOf('=') + 1).strip().replace(":", "").toLowerCase(Locale.ROOT);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
