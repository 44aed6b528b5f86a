package org.tidewaiter.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.LoggerFactory;
import org.tidewaiter.api.spi.DeviceFamily;

/** Every bundle resolves and starts in the real framework, and what it declares by Declarative Services is there. */
class StartTest {

    static List<Bundle> bundles() {
        return Installed.bundles().stream().filter(bundle -> !Installed.isFragment(bundle)).toList();
    }

    static List<Bundle> families() {
        return bundles().stream().filter(bundle -> Installed.shortName(bundle).startsWith("family."))
                .filter(bundle -> bundle.getHeaders().get("Service-Component") != null).toList();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void startsAndStopsAndStartsAgain(Bundle bundle) throws BundleException {
        bundle.start();
        bundle.stop();
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("families")
    void aFamilyWithAComponentRegistersItsService(Bundle bundle) throws BundleException {
        bundle.start();
        var services = bundle.getRegisteredServices();
        assertTrue(services != null && Arrays.stream(services).anyMatch(
                service -> Arrays.asList((String[]) service.getProperty("objectClass")).contains(DeviceFamily.class.getName())));
    }

    @Test
    void librariesThatLogBySlf4jReachTheJdkLoggerWithoutSpiFly() {
        // slf4j falls back to a factory that drops everything, and says so only on stderr
        assertEquals("org.slf4j.jul.JDK14LoggerFactory", LoggerFactory.getILoggerFactory().getClass().getName());
    }
}
