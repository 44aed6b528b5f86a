package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.knowledge.IanaEnterprises;
import org.tidewaiter.knowledge.IeeeHardwareVendors;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract, without recordings: replays have no SNMP transport yet. */
class SnmpFamilyTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return new FamilyContract(new SnmpFamily(new IanaEnterprises(), new IeeeHardwareVendors()), Map.of(),
                Path.of("README.md")).rules().stream()
                .map(r -> dynamicTest(r.name(), r.check()::run));
    }
}
