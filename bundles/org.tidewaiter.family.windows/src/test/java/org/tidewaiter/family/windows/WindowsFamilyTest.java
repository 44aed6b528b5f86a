package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.family.windows.check.WindowsChecksTest;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract over every recording, and whom the steps are for. */
class WindowsFamilyTest {

    static final Path RECORDINGS = Path.of("src/test/recordings");

    @TestFactory
    Stream<DynamicTest> contract() throws IOException {
        var recordings = recordings();
        assertFalse(recordings.isEmpty(), "no recordings below " + RECORDINGS.toAbsolutePath());
        return new FamilyContract(new WindowsFamily(), recordings, Path.of("README.md"), Decoders.all(),
                WindowsChecksTest.statements()).rules().stream()
                .map(r -> dynamicTest(r.name(), r.check()::run));
    }

    static List<Path> folders() throws IOException {
        try (var folders = Files.list(RECORDINGS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, Recording> recordings() throws IOException {
        Map<String, Recording> recordings = new TreeMap<>();
        for (var folder : folders()) {
            accept(folder);
            recordings.put(folder.getFileName().toString(), RecordingDirectory.read(folder));
        }
        return recordings;
    }

    /** With TIDEWAITER_ACCEPT=1 the indexes are written instead. */
    @Test
    void syntheticHostsAreAskedWhatTheStepsAsk() throws IOException {
        for (var folder : folders()) {
            if (isSynthetic(folder)) {
                accept(folder);
                var index = new SyntheticIndex(folder);
                assertEquals(index.text(), Files.readString(index.file()), folder
                        + ": its index is not what the steps ask now; TIDEWAITER_ACCEPT=1 ./verify -pl :org.tidewaiter.family.windows -am writes it");
            }
        }
    }

    private static boolean isSynthetic(Path folder) {
        var name = folder.getFileName().toString();
        return name.startsWith("synthetic-") && !name.endsWith("-outside") && !name.endsWith("-ldap");
    }

    private static void accept(Path folder) throws IOException {
        if (isSynthetic(folder) && "1".equals(System.getenv("TIDEWAITER_ACCEPT"))) {
            new SyntheticIndex(folder).write();
        }
    }

    private static boolean asks(Claim claim, Observation... seen) {
        return !new WindowsAuditor().steps(claim, new Observations(List.of(seen))).isEmpty();
    }

    @Test
    void whoeverIsGreetedByPowerShellIsAuditedWhatEverElseItAnswers() {
        var because = List.of(new Because("SNMP", new Evidence(2, "")));
        var snmp = new Claim("snmp", null, null, null, Confidence.LIKELY, because);
        var greeting = new Observation.PowerShellGreeting("5.1.20348.2340", "FullLanguage", "SRV01", new Evidence(3, ""));
        assertTrue(asks(snmp, greeting));
        assertFalse(asks(snmp));
        assertTrue(asks(new Claim("windows", null, null, null, Confidence.HINT, because)));
        var claim = new WindowsRecognizer().recognize(new Observations(List.of(greeting))).orElseThrow();
        assertEquals(List.of(Confidence.PROVEN, "10.0.20348"), List.of(claim.confidence(), String.valueOf(claim.version())));
    }

    @Test
    void theManagementFrameworkOfOldWindowsSaysNothingOfItsBuild() {
        var greeting = new Observation.PowerShellGreeting("5.1.14409.1005", "FullLanguage", "OLD", new Evidence(3, ""));
        assertEquals(null, new WindowsRecognizer().recognize(new Observations(List.of(greeting))).orElseThrow().version());
    }
}
