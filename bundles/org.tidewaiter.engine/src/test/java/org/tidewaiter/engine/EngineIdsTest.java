package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;

/** One engine id at several addresses. */
class EngineIdsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<String> notes = new ArrayList<>();
    private final EngineIds ids = new EngineIds(notes::add);

    private void meet(String address, long boots, long seconds, int later) {
        ids.meet(address, new Observation.SnmpEngine("80001f8801", 8072, null, boots, seconds, new Evidence(1, "")),
                NOON.plusSeconds(later));
    }

    @Test
    void twoClocksAreTwoDevicesAndBothAreNamedOnce() {
        meet("192.0.2.1", 12, 100, 0);
        meet("192.0.2.2", 12, 4_000, 0);
        meet("192.0.2.2", 12, 4_001, 1);
        meet("192.0.2.1", 12, 130, 30);
        assertEquals(1, notes.size(), notes::toString);
        assertTrue(notes.getFirst().startsWith("192.0.2.1 and 192.0.2.2 are two devices with one SNMPv3 engine id, 80001f8801"),
                notes::toString);
    }

    @Test
    void aDeviceWithTwoAddressesIsOneDeviceAndSoIsOneThatTellsNoClock() {
        meet("192.0.2.1", 12, 100, 0);
        meet("2001:db8::1", 12, 145, 47);
        meet("192.0.2.3", 0, 0, 0);
        assertEquals(List.of(), notes);
    }

    @Test
    void differentBootsAreTwoDevicesWhateverTheClock() {
        meet("192.0.2.1", 12, 100, 0);
        meet("192.0.2.2", 13, 100, 0);
        assertEquals(1, notes.size(), notes::toString);
    }
}
