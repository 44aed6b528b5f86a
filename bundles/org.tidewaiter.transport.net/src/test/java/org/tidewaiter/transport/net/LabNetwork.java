package org.tidewaiter.transport.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.testkit.lab.Lab;

/** Asks the lab's hosts, and other programs about the same hosts. */
record LabNetwork(Lab lab) {
    static final Evidence EVIDENCE = new Evidence(1, "");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The lab's networks without the decoys. */
    static ScopedAddress address(String text) throws Exception {
        return new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 25), new Prefix(IpAddress.parse("fd77::"), 64)),
                List.of()).admit(IpAddress.parse(text));
    }

    ProbeAnswer ask(Prober prober, String address, Probe probe) throws Exception {
        return lab.inside(() -> prober.ask(Question.of(address(address), probe, TIMEOUT)));
    }

    ProbeAnswer ask(Prober prober, String address, Probe probe, String server) throws Exception {
        return lab.inside(() -> prober.ask(new Question(address(address), probe, TIMEOUT, List.of(), address(server))));
    }

    <T extends Observation> T see(Class<T> type, Prober prober, String address, Probe probe) throws Exception {
        return decoded(type, prober, probe, ask(prober, address, probe));
    }

    static <T extends Observation> T decoded(Class<T> type, Prober prober, Probe probe, ProbeAnswer answer) {
        Optional<Observation> seen = prober.decode(probe, answer.bytes(), EVIDENCE);
        return type.cast(seen.orElseThrow(() -> new AssertionError(probe.text() + ": " + answer.note())));
    }

    /** What a shell command prints in the auditor's network, whatever its status. */
    String shell(String command) throws Exception {
        var output = Files.createTempFile("tidewaiter-oracle", ".out");
        try {
            var process = lab.auditor("sh", "-c", command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
        }
    }
}
