package org.tidewaiter.family.snmp;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract; there are no recordings while the family only recognises. */
class SnmpFamilyTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return new FamilyContract(new SnmpFamily(), Map.of(), Path.of("README.md")).rules().stream()
                .map(r -> dynamicTest(r.name(), r.check()::run));
    }
}
