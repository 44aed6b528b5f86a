package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.knowledge.IanaEnterprises;
import org.tidewaiter.knowledge.IeeeHardwareVendors;
import org.tidewaiter.testkit.readiness.Invariants;
import org.tidewaiter.testkit.readiness.TruthTable;

/** The family's port rules: a truth table written by hand, and what holds for all combinations. */
class SnmpReadinessTest {

    @TestFactory
    Stream<DynamicTest> truthTable() throws IOException {
        var table = new TruthTable(new SnmpFamily(new IanaEnterprises(), new IeeeHardwareVendors()));
        return TruthTable.read(Path.of("src/test/readiness/snmp.table")).stream()
                .map(row -> dynamicTest(row.toString(), () -> table.check(row)));
    }

    @Test
    void invariantsHoldForAllCombinations() {
        var family = new SnmpFamily(new IanaEnterprises(), new IeeeHardwareVendors());
        assertTrue(Invariants.check(family.id(), family.portRules()) > 100);
    }
}
