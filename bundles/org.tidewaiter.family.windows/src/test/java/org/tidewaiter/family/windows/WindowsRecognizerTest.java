package org.tidewaiter.family.windows;

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

class WindowsRecognizerTest {

    /** Rows in the order in which they were seen: exchange 1, 2, 3 ... */
    private static Optional<Claim> claim(Observation... seen) {
        return new WindowsRecognizer().recognize(new Observations(List.of(seen)));
    }

    @Test
    void rpcSmbAndWinRmTogetherAreLikelyWindows() {
        var claim = claim(port(1, 135, PortState.OPEN), port(2, 139, PortState.CLOSED), port(3, 445, PortState.OPEN),
                port(4, 5985, PortState.OPEN))
                .orElseThrow();
        assertEquals(List.of("windows", "Microsoft", "Windows", Confidence.LIKELY),
                List.of(claim.family(), String.valueOf(claim.vendor()), String.valueOf(claim.product()), claim.confidence()));
        assertEquals(List.of("1 TCP 135 is open (RPC endpoint mapper)", "3 TCP 445 is open (SMB)", "4 TCP 5985 is open (WinRM)"),
                reasons(claim));
    }

    @Test
    void aSambaDomainControllerWithoutWinRmIsAHintWithoutAName() {
        var claim = claim(port(1, 135, PortState.OPEN), port(2, 139, PortState.OPEN), port(3, 445, PortState.OPEN),
                port(4, 5985, PortState.CLOSED),
                port(5, 5986, PortState.NO_ANSWER)).orElseThrow();
        assertEquals(Confidence.HINT, claim.confidence());
        assertEquals(null, claim.product());
        assertEquals(3, claim.because().size());
    }

    @Test
    void smbAloneSaysNothing() {
        assertEquals(Optional.empty(), claim(port(1, 445, PortState.OPEN)));
    }

    @Test
    void filteredAndSilentPortsSayNothing() {
        assertEquals(Optional.empty(),
                claim(port(1, 135, PortState.FILTERED), port(2, 445, PortState.NO_ANSWER), port(3, 5985, PortState.UNREACHABLE)));
    }

    @Test
    void theSshServersNameIsEnoughAndItsVersionIsNotWindows() {
        var claim = claim(banner(9, 22, "SSH-2.0-OpenSSH_for_Windows_9.5")).orElseThrow();
        assertEquals(Confidence.LIKELY, claim.confidence());
        assertEquals(null, claim.version());
        assertEquals(List.of("9 SSH says \"SSH-2.0-OpenSSH_for_Windows_9.5\""), reasons(claim));
    }

    @Test
    void anotherSystemsSshServerIsNotWindows() {
        assertEquals(Optional.empty(), claim(banner(1, 22, "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3")));
    }

    @Test
    void orderAndRepeatsChangeNothing() {
        List<Observation> seen = new ArrayList<>(List.of(banner(1, 22, "SSH-2.0-OpenSSH_for_Windows_8.1"),
                port(2, 445, PortState.OPEN),
                port(3, 445, PortState.OPEN), port(4, 5985, PortState.OPEN), banner(5, 22, "SSH-2.0-OpenSSH_for_Windows_9.5")));
        seen.addAll(seen.stream().toList());
        var first = new WindowsRecognizer().recognize(new Observations(seen));
        assertTrue(first.isPresent());
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(seen, random);
            assertEquals(first, new WindowsRecognizer().recognize(new Observations(seen)));
        }
    }

    @Test
    void hostileBannersAreNoReason() {
        assertEquals(Optional.empty(), claim());
        for (var text : List.of("", " ", "\u0000\u0001\u001b[2J", "\ud800 lone surrogate", "SSH-2.0-OpenSSH_for_",
                "SSH-2.0-OpenSSH_for_".repeat(40_000), "A".repeat(1_000_000),
                "x\nSSH-2.0-OpenSSH_for_Windows_9.5")) {
            assertEquals(Optional.empty(), claim(banner(1, 22, text), banner(2, 902, text)),
                    text.substring(0, Math.min(40, text.length())));
        }
    }
}
