package org.tidewaiter.family.printer;

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
import org.tidewaiter.api.probe.Probe;

class PrinterRecognizerTest {

    /** Rows in the order in which they were seen: exchange 1, 2, 3 ... */
    private static Optional<Claim> claim(Observation... seen) {
        return new PrinterRecognizer().recognize(new Observations(List.of(seen)));
    }

    @Test
    void rawPrintingAndIppAreAHintWithoutAName() {
        var claim = claim(port(1, 631, PortState.OPEN), port(2, 9100, PortState.OPEN)).orElseThrow();
        assertEquals(Confidence.HINT, claim.confidence());
        assertEquals(null, claim.vendor());
        assertEquals(List.of("2 TCP 9100 is open (raw printing)", "1 TCP 631 is open (IPP)"), reasons(claim));
    }

    @Test
    void closedPrintPortsSayNothing() {
        assertEquals(Optional.empty(), claim(port(1, 631, PortState.CLOSED), port(2, 9100, PortState.FILTERED)));
    }

    @Test
    void nothingButAConnectIsAskedOfThePrintPort() {
        var probes = new PrinterFamily().probes().stream().filter(p -> p.port() == 9100).toList();
        assertEquals(List.of(new Probe.TcpConnect(9100)), probes);
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        List<Observation> seen = new ArrayList<>(
                List.of(port(1, 631, PortState.OPEN), port(2, 9100, PortState.OPEN), port(3, 631, PortState.OPEN)));
        seen.addAll(seen.stream().toList());
        var first = new PrinterRecognizer().recognize(new Observations(seen));
        assertTrue(first.isPresent());
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(seen, random);
            assertEquals(first, new PrinterRecognizer().recognize(new Observations(seen)));
        }
    }

    @Test
    void hostileBannersAreNoReason() {
        assertEquals(Optional.empty(), claim());
        for (var text : List.of("", " ", "\u0000\u0001\u001b[2J", "\ud800 lone surrogate", "@PJL INFO ID",
                "@PJL INFO ID".repeat(40_000), "A".repeat(1_000_000),
                "x\n@PJL INFO ID")) {
            assertEquals(Optional.empty(), claim(banner(1, 22, text), banner(2, 902, text)),
                    text.substring(0, Math.min(40, text.length())));
        }
    }
}
