package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.family.windows.data.directory.PolicySecret;
import org.tidewaiter.testkit.readiness.Invariants;
import org.tidewaiter.testkit.readiness.TruthTable;

/** The family's port rules: a truth table written by hand, and what holds for all combinations. */
class WindowsReadinessTest {

    @TestFactory
    Stream<DynamicTest> truthTable() throws IOException {
        var table = new TruthTable(new WindowsFamily());
        return TruthTable.read(Path.of("src/test/readiness/windows.table")).stream()
                .map(row -> dynamicTest(row.toString(), () -> table.check(row)));
    }

    @Test
    void invariantsHoldForAllCombinations() {
        var family = new WindowsFamily();
        assertTrue(Invariants.check(family.id(), family.portRules()) > 1_000);
    }

    /** The files of policies are read of controllers: that nobody gets at them is nothing to a member of the domain. */
    @Test
    void aShutSmbPortOfTheControllerMattersToTheControllerAlone() throws Exception {
        var controller = new DirectoryVisit(PortState.CLOSED).judge(DirectoryVisit.DC1);
        assertTrue(controller.failing().stream().anyMatch(r -> r.rule().id().equals("windows-tcp-445-enrich")),
                controller::toString);
        assertTrue(controller.lost().contains(PolicySecret.class));
        var member = new DirectoryVisit(PortState.CLOSED).judge("10.77.0.30");
        assertTrue(member.failing().stream().noneMatch(r -> r.rule().id().equals("windows-tcp-445-enrich")), member::toString);
        var open = new DirectoryVisit(PortState.OPEN).judge(DirectoryVisit.DC1);
        assertTrue(open.failing().stream().noneMatch(r -> r.rule().id().equals("windows-tcp-445-enrich")), open::toString);
    }
}
