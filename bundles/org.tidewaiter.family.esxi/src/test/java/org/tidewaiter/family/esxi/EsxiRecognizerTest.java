package org.tidewaiter.family.esxi;

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

class EsxiRecognizerTest {

    /** Rows in the order in which they were seen: exchange 1, 2, 3 ... */
    private static Optional<Claim> claim(Observation... seen) {
        return new EsxiRecognizer().recognize(new Observations(List.of(seen)));
    }

    @Test
    void theAuthenticationDaemonIsLikelyVmwareWithoutAProductOrVersion() {
        var claim = claim(port(1, 902, PortState.OPEN),
                banner(1, 902, "220 VMware Authentication Daemon Version 1.10: SSL Required,"
                        + " ServerDaemonProtocol:SOAP, MKSDisplayProtocol:VNC , VMXARGS supported, NFCSSL supported"))
                .orElseThrow();
        assertEquals(List.of("esxi", "VMware", Confidence.LIKELY),
                List.of(claim.family(), String.valueOf(claim.vendor()), claim.confidence()));
        assertEquals(null, claim.product());
        assertEquals(null, claim.version());
        assertEquals(List.of("1 TCP 902 says \"220 VMware Authentication Daemon Version 1.10\""), reasons(claim));
    }

    @Test
    void openPortsWithoutTheGreetingSayNothing() {
        assertEquals(Optional.empty(), claim(port(1, 902, PortState.OPEN), port(2, 443, PortState.OPEN)));
    }

    @Test
    void theGreetingOnAnotherPortSaysNothing() {
        assertEquals(Optional.empty(), claim(banner(1, 25, "220 VMware Authentication Daemon Version 1.10")));
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        List<Observation> seen = new ArrayList<>(
                List.of(banner(1, 902, "220 VMware Authentication Daemon Version 1.10"), port(2, 443, PortState.OPEN),
                        banner(3, 902, "220 VMware Authentication Daemon Version 1.0")));
        seen.addAll(seen.stream().toList());
        var first = new EsxiRecognizer().recognize(new Observations(seen));
        assertTrue(first.isPresent());
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(seen, random);
            assertEquals(first, new EsxiRecognizer().recognize(new Observations(seen)));
        }
    }

    @Test
    void hostileBannersAreNoReason() {
        assertEquals(Optional.empty(), claim());
        for (var text : List.of("", " ", "\u0000\u0001\u001b[2J", "\ud800 lone surrogate", "220 VMware Authentication",
                "220 VMware Authentication".repeat(40_000), "A".repeat(1_000_000),
                "x\n220 VMware Authentication Daemon Version 1.10")) {
            assertEquals(Optional.empty(), claim(banner(1, 22, text), banner(2, 902, text)),
                    text.substring(0, Math.min(40, text.length())));
        }
    }
}
