package org.tidewaiter.family.nas;

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
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;

class NasRecognizerTest {

    /** Rows in the order in which they were seen: exchange 1, 2, 3 ... */
    private static Optional<Claim> claim(Observation... seen) {
        return new NasRecognizer().recognize(new Observations(List.of(seen)));
    }

    @Test
    void nfsWithItsPortMapperIsAHint() {
        var claim = claim(port(1, 111, PortState.OPEN), port(2, 2049, PortState.OPEN), port(3, 548, PortState.CLOSED))
                .orElseThrow();
        assertEquals(Confidence.HINT, claim.confidence());
        assertEquals(List.of("1 TCP 111 is open (port mapper)", "2 TCP 2049 is open (NFS)"), reasons(claim));
    }

    @Test
    void afpAloneIsAHint() {
        assertEquals(List.of("4 TCP 548 is open (AFP)"), reasons(claim(port(4, 548, PortState.OPEN)).orElseThrow()));
    }

    @Test
    void sharesWithAManagementPageAreAHint() {
        assertEquals(2, claim(port(1, 445, PortState.OPEN), port(2, 5000, PortState.OPEN)).orElseThrow().because().size());
    }

    @Test
    void aLoneServiceOfOrdinaryServersSaysNothing() {
        for (var lone : List.of(111, 2049, 445, 5000)) {
            assertEquals(Optional.empty(), claim(port(1, lone, PortState.OPEN)));
        }
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        List<Observation> seen = new ArrayList<>(List.of(port(1, 111, PortState.OPEN), port(2, 2049, PortState.OPEN),
                port(3, 111, PortState.OPEN), port(4, 548, PortState.OPEN)));
        seen.addAll(seen.stream().toList());
        var first = new NasRecognizer().recognize(new Observations(seen));
        assertTrue(first.isPresent());
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(seen, random);
            assertEquals(first, new NasRecognizer().recognize(new Observations(seen)));
        }
    }

    @Test
    void hostileBannersAreNoReason() {
        assertEquals(Optional.empty(), claim());
        for (var text : List.of("", " ", "\u0000\u0001\u001b[2J", "\ud800 lone surrogate", "NAS", "NAS".repeat(40_000),
                "A".repeat(1_000_000),
                "x\nNAS")) {
            assertEquals(Optional.empty(), claim(banner(1, 22, text), banner(2, 902, text)),
                    text.substring(0, Math.min(40, text.length())));
        }
    }
}
