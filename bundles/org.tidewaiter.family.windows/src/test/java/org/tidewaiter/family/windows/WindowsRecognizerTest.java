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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.NtlmTarget;
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

    private static NtlmTarget ntlm(String version) {
        return new NtlmTarget("PC7", "PC7", "pc7.example", "example", null, version, null);
    }

    private static Observation smb(int exchange, String version, String... mechanisms) {
        return new Observation.SmbServer(445, "3.1.1", true, false, "5c0ffee1a2b3c4d5e6f708192a3b4c5d", null, null, List.of(), 1,
                1,
                1, List.of(mechanisms), ntlm(version), new Evidence(exchange, ""));
    }

    private static Observation smb1(int exchange, String system, String lanManager, String version) {
        return new Observation.Smb1Server(445, true, true, false, null, system, lanManager, ntlm(version),
                new Evidence(exchange, ""));
    }

    private static Observation controller(int exchange, @Nullable String vendor) {
        return new Observation.LdapServer(389, "DC=example", null, null, 7, 7, 7, null, List.of(), vendor, null, true, true,
                new Evidence(exchange, ""));
    }

    private static String said(Observation... seen) {
        return claim(seen).map(c -> c.confidence() + " " + c.product() + " " + c.version()).orElse("nothing");
    }

    @Test
    void aBuildThatIsBothClientAndServerIsSaidToBeEither() {
        assertEquals("LIKELY Windows 10 1809 or Windows Server 2019 10.0.17763", said(smb(1, "10.0.17763", "NEGOEX", "NTLM")));
        assertEquals("LIKELY Windows 11 24H2 to 25H2 or Windows Server 2025 10.0.26100", said(smb(1, "10.0.26100", "NEGOEX")));
    }

    @Test
    void aDomainControllerIsAServer() {
        assertEquals("LIKELY Windows Server 2019 10.0.17763", said(smb(1, "10.0.17763", "NEGOEX"), controller(2, null)));
        assertEquals("LIKELY Windows Server null", said(controller(2, null)));
    }

    @Test
    void aBuildThatOnlyOneOfThemHasIsEnough() {
        assertEquals("LIKELY Windows Server 2022 10.0.20348", said(smb(1, "10.0.20348", "NEGOEX")));
        assertEquals("LIKELY Windows 10 2004 to 22H2 or Windows Server 2004 to 20H2 10.0.19041",
                said(smb(1, "10.0.19041", "NEGOEX")));
        assertEquals("LIKELY Windows 11 22H2 to 23H2 10.0.22621", said(smb(1, "10.0.22621", "NEGOEX")));
    }

    @Test
    void anUnknownBuildWithNothingElseIsNoWindows() {
        assertEquals("nothing", said(smb(1, "10.0.99999", "NTLM")));
        assertEquals("HINT null null", said(smb(1, "10.0.99999", "NEGOEX")));
    }

    @Test
    void anOldVersionThatLibrariesImitateNeedsASecondSign() {
        assertEquals("HINT null null", said(smb(1, "6.1.7601", "NTLM")));
        assertEquals("LIKELY Windows 7 SP1 or Windows Server 2008 R2 SP1 6.1.7601", said(smb(1, "6.1.7601", "NEGOEX")));
        var desktop = new Observation.RdpServer(3389, List.of("HYBRID"), List.of(), ntlm("6.1.7601"), new Evidence(1, ""));
        assertEquals("HINT null null", said(desktop));
    }

    @Test
    void smb1TellsTheEdition() {
        assertEquals("LIKELY Windows Server 2016 Standard 10.0.14393",
                said(smb1(1, "Windows Server 2016 Standard 14393", "Windows Server 2016 Standard 6.3", "10.0.14393")));
        assertEquals("LIKELY Windows 7 Professional Service Pack 1 6.1.7601",
                said(smb1(1, "Windows 7 Professional 7601 Service Pack 1", "Windows 7 Professional 6.1", "6.1.7601")));
        assertEquals("LIKELY Windows XP 5.1.2600", said(smb1(1, "Windows 5.1", "Windows 2000 LAN Manager", "5.1.2600")));
    }

    @Test
    void sambaIsNotWindowsWhateverPortsAreOpen() {
        Observation[] ports = { port(1, 135, PortState.OPEN), port(2, 139, PortState.OPEN), port(3, 445, PortState.OPEN),
            port(4, 5985, PortState.OPEN) };
        assertEquals("LIKELY Windows null", said(ports));
        for (var tell : List.of(smb(5, "6.1.0", "NTLM"), smb1(5, "Windows 6.1", "Samba 4.17.12-Debian", "6.1.0"),
                controller(5, "Samba Team (https://www.samba.org)"),
                new Observation.RpcServer(135, List.of("9c54e310-a955-4885-bd31-78787147dfa6 0.0 ncacn_ip_tcp:49153 unixinfo"),
                        null, false, List.of(), null, new Evidence(5, "")))) {
            assertEquals("nothing", said(ports[0], ports[1], ports[2], ports[3], tell), tell::toString);
        }
    }

    @Test
    void sambaAndWindowsBehindOneAddressAreAHint() {
        var desktop = new Observation.RdpServer(3389, List.of("HYBRID"), List.of(), ntlm("10.0.20348"), new Evidence(2, ""));
        assertEquals("HINT null null", said(smb(1, "6.1.0", "NTLM"), desktop));
    }

    @Test
    void linuxWithWinRmAndSmbIsAHintAlone() {
        assertEquals("HINT null null", said(port(1, 135, PortState.OPEN), port(3, 445, PortState.OPEN),
                port(4, 5985, PortState.OPEN), banner(5, 22, "SSH-2.0-OpenSSH_9.2p1 Debian-2")));
    }

    @Test
    void twoBuildsOfOneDeviceAreNone() {
        assertEquals("LIKELY Windows null", said(smb(1, "10.0.17763", "NEGOEX"),
                new Observation.RdpServer(3389, List.of(), List.of(), ntlm("10.0.20348"), new Evidence(2, ""))));
    }
}
