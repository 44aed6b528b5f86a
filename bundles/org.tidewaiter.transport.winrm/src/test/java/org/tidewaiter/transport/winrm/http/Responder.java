package org.tidewaiter.transport.winrm.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The lab's WS-Management service on 127.0.0.1: authentication and sealing are MIT's and gss-ntlmssp's. Ends with the test. */
public final class Responder implements AutoCloseable {

    public static final String USER = "LABDOM\\auditor";
    public static final String PASSWORD = "c'orrect \"horse\" $9\\ staple";
    public static final String DENIED = "denied";

    private final Path folder;
    private final Process process;
    private final Map<String, Integer> ports = new HashMap<>();

    private Responder(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Why none can be started here; empty when one can. */
    public static Optional<String> obstacle() {
        for (var file : List.of("/usr/bin/python3", "/usr/lib/python3/dist-packages/gssapi", "/etc/gss/mech.d/mech.ntlmssp.conf",
                "/usr/bin/openssl")) {
            if (!Files.exists(Path.of(file))) return Optional.of("needs " + file);
        }
        return Optional.empty();
    }

    static Path script(String name) throws IOException {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var script = at.resolve("releng/lab/winrm").resolve(name);
            if (Files.exists(script)) return script;
        }
        throw new IOException("no releng/lab/winrm above " + Path.of("").toAbsolutePath());
    }

    /**
     * Starts one.
     *
     * @param environment of the process, for instance its key table
     * @param listeners   {@code sealed}, {@code sealed,no-ntlm}: name and options of each
     */
    public static Responder start(Map<String, String> environment, String... listeners) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("tidewaiter-winrm");
        Files.writeString(folder.resolve("users"),
                "LABDOM:auditor:" + PASSWORD + "\nLABDOM:kerberos:kerberos pass\nWINRM1:denied:" + PASSWORD + "\n");
        certificate(folder.resolve("certificate.pem"));
        var command = new ArrayList<>(List.of("/usr/bin/python3", script("responder.py").toString(), "--certificate",
                folder.resolve("certificate.pem").toString(), "--denied", DENIED, "--log", folder.resolve("log").toString()));
        for (var listener : listeners) {
            var comma = (listener + ",").indexOf(',');
            command.add(listener.substring(0, comma) + "=127.0.0.1:0" + listener.substring(comma));
        }
        Files.createFile(folder.resolve("log"));
        var builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("NTLM_USER_FILE", folder.resolve("users").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        var responder = new Responder(folder, builder.start());
        responder.awaitUp();
        return responder;
    }

    static void certificate(Path file) throws IOException, InterruptedException {
        var key = file.resolveSibling("key.pem");
        run(List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                "30",
                "-subj", "/CN=winrm1", "-keyout", key.toString(), "-out", file.toString()), Map.of());
        Files.writeString(file, Files.readString(key) + Files.readString(file));
    }

    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var out = Files.createTempFile("tidewaiter-winrm", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
            var text = Files.readString(out, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) throw new IOException(command + ": " + text);
            return text;
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private void awaitUp() throws IOException {
        var reader = new BufferedReader(process.inputReader());
        for (var line = reader.readLine(); !"ready".equals(line); line = reader.readLine()) {
            if (line == null) throw new IOException("the responder ended: " + Files.readString(folder.resolve("err")));
            var words = line.split(" ");
            ports.put(words[0], Integer.valueOf(words[1]));
        }
    }

    public int port(String listener) {
        return ports.get(listener);
    }

    /** What it noted of a listener since it began. */
    public List<String> notes(String listener) throws IOException {
        var prefix = port(listener) + " ";
        return Files.readAllLines(folder.resolve("log")).stream().filter(l -> l.startsWith(prefix))
                .map(l -> l.substring(prefix.length())).toList();
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
