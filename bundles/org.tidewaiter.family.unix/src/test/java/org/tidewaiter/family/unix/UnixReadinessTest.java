package org.tidewaiter.family.unix;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.testkit.readiness.Invariants;
import org.tidewaiter.testkit.readiness.TruthTable;

/** The family's port rules: a truth table written by hand, and what holds for all combinations. */
class UnixReadinessTest {

    @TestFactory
    Stream<DynamicTest> truthTable() throws IOException {
        var table = new TruthTable(new UnixFamily());
        return TruthTable.read(Path.of("src/test/readiness/unix.table")).stream()
                .map(row -> dynamicTest(row.toString(), () -> table.check(row)));
    }

    @Test
    void invariantsHoldForAllCombinations() {
        var family = new UnixFamily();
        assertTrue(Invariants.check(family.id(), family.portRules()) > 20);
    }
}
