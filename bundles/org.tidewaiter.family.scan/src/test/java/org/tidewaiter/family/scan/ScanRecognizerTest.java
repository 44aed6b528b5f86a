package org.tidewaiter.family.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.testkit.Seen.banner;
import static org.tidewaiter.testkit.Seen.port;
import static org.tidewaiter.testkit.Seen.reasons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.knowledge.IeeeHardwareVendors;

class ScanRecognizerTest {

    private static final HardwareVendors VENDORS = new IeeeHardwareVendors();

    /** Rows in the order in which they were seen: exchange 1, 2, 3 ... */
    private static Optional<Claim> claim(Observation... seen) {
        return new ScanRecognizer(VENDORS).recognize(new Observations(List.of(seen)));
    }

    @Test
    void openPortsAreOneReasonHoweverMany() {
        var claim = claim(port(3, 443, PortState.OPEN), port(2, 80, PortState.OPEN), port(1, 22, PortState.CLOSED)).orElseThrow();
        assertEquals(Confidence.HINT, claim.confidence());
        assertEquals(List.of("2 TCP ports 80, 443 are open"), reasons(claim));
    }

    @Test
    void aLongListIsCutAndCounted() {
        var seen = new Observation[25];
        for (var i = 0; i < 25; i++) {
            seen[i] = port(i + 1, 1000 + i, PortState.OPEN);
        }
        assertTrue(reasons(claim(seen).orElseThrow()).getFirst().endsWith("1019 are open, and 5 more"));
    }

    @Test
    void aHostThatOnlyRefusesIsThere() {
        assertEquals(List.of("1 refuses TCP port 80, so it is there"),
                reasons(claim(port(1, 80, PortState.CLOSED), port(2, 443, PortState.NO_ANSWER)).orElseThrow()));
    }

    @Test
    void theMakerOfTheNetworkCardIsNamed() {
        // 00:00:0C is Cisco's first block
        var mac = new Observation.NeighborMac(new MacAddress(0x00_00_0c_01_02_03L), true, new Evidence(1, ""));
        var claim = claim(mac).orElseThrow();
        assertEquals("1 answers on the local link alone", reasons(claim).getFirst());
        assertTrue(String.valueOf(claim.vendor()).startsWith("Cisco"), claim::toString);
    }

    @Test
    void silenceIsNoDevice() {
        assertEquals(Optional.empty(), claim(port(1, 80, PortState.NO_ANSWER), port(2, 443, PortState.UNREACHABLE)));
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        List<Observation> seen = new ArrayList<>(
                List.of(port(1, 80, PortState.OPEN), port(2, 443, PortState.OPEN), port(3, 80, PortState.OPEN)));
        seen.addAll(seen.stream().toList());
        var first = new ScanRecognizer(VENDORS).recognize(new Observations(seen));
        assertTrue(first.isPresent());
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(seen, random);
            assertEquals(first, new ScanRecognizer(VENDORS).recognize(new Observations(seen)));
        }
    }

    @Test
    void hostileBannersAreNoReason() {
        assertEquals(Optional.empty(), claim());
        for (var text : List.of("", " ", "\u0000\u0001\u001b[2J", "\ud800 lone surrogate", "SSH-2.0", "SSH-2.0".repeat(40_000),
                "A".repeat(1_000_000),
                "x\nSSH-2.0")) {
            assertEquals(Optional.empty(), claim(banner(1, 22, text), banner(2, 902, text)),
                    text.substring(0, Math.min(40, text.length())));
        }
    }
}
