package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.knowledge.IanaEnterprises;
import org.tidewaiter.knowledge.IeeeHardwareVendors;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract over every recording. */
class SnmpFamilyTest {

    private static final Path RECORDINGS = Path.of("src/test/recordings");

    @TestFactory
    Stream<DynamicTest> contract() throws IOException {
        Map<String, Recording> recordings = new TreeMap<>();
        try (var folders = Files.list(RECORDINGS)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                recordings.put(folder.getFileName().toString(), RecordingDirectory.read(folder));
            }
        }
        assertFalse(recordings.isEmpty(), "no recordings below " + RECORDINGS.toAbsolutePath());
        return new FamilyContract(new SnmpFamily(new IanaEnterprises(), new IeeeHardwareVendors()), recordings,
                Path.of("README.md")).rules().stream().map(r -> dynamicTest(r.name(), r.check()::run));
    }
}
