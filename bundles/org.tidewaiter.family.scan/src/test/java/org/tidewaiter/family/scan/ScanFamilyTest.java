package org.tidewaiter.family.scan;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.knowledge.IeeeHardwareVendors;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract; there are no recordings while the family only recognises. */
class ScanFamilyTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return new FamilyContract(new ScanFamily(new IeeeHardwareVendors()), Map.of(), Path.of("README.md")).rules().stream()
                .map(r -> dynamicTest(r.name(), r.check()::run));
    }
}
