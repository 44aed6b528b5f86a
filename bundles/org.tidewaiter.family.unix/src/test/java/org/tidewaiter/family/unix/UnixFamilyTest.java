package org.tidewaiter.family.unix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.testkit.FamilyContract;

/** The family contract over every recording, and what the recogniser makes of SSH servers. */
class UnixFamilyTest {

    private static final Path RECORDINGS = Path.of("src/test/recordings");

    @TestFactory
    Stream<DynamicTest> contract() throws IOException {
        var recordings = recordings();
        assertFalse(recordings.isEmpty(), "no recordings below " + RECORDINGS.toAbsolutePath());
        return new FamilyContract(new UnixFamily(), recordings, Path.of("README.md"), List.of(),
                List.of(UnixCheckTest.neglected())).rules().stream()
                .map(r -> dynamicTest(r.name(), r.check()::run));
    }

    private static Map<String, Recording> recordings() throws IOException {
        Map<String, Recording> recordings = new TreeMap<>();
        try (var folders = Files.list(RECORDINGS)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                recordings.put(folder.getFileName().toString(), RecordingDirectory.read(folder));
            }
        }
        return recordings;
    }

    private static String banner(String text) {
        return new UnixRecognizer()
                .recognize(new Observations(List.of(new Observation.BannerText(22, text, new Evidence(1, "")))))
                .map(c -> c.confidence() + " " + c.product()).orElse("nothing");
    }

    @Test
    void debianAndUbuntuSayWhoTheyAre() {
        assertEquals("LIKELY Debian GNU/Linux", banner("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7"));
        assertEquals("LIKELY Ubuntu", banner("SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.13"));
    }

    @Test
    void plainOpenSshAndDropbearAreLikelyUnix() {
        assertEquals("LIKELY null", banner("SSH-2.0-OpenSSH_8.7"));
        assertEquals("LIKELY null", banner("SSH-2.0-dropbear_2022.83"));
    }

    @Test
    void windowsSwitchesAndFirewallsAreNotClaimed() {
        assertEquals("nothing", banner("SSH-2.0-OpenSSH_for_Windows_9.5"));
        assertEquals("nothing", banner("SSH-2.0-Cisco-1.25"));
        assertEquals("nothing", banner("SSH-2.0-ROSSSH"));
    }

    @Test
    void anUnknownServerIsAHintWhichNoPasswordIsSpentOn() {
        assertEquals(Confidence.HINT + " null", banner("SSH-2.0-mod_sftp"));
    }

    private static boolean asks(Claim claim, Observation... seen) {
        return !new UnixAuditor().steps(claim, new Observations(List.of(seen))).isEmpty();
    }

    @Test
    void aComputerThatAnswersSnmpTooIsLoggedInToUnlessSomebodyHasProvedWhatItIs() {
        var openSsh = new Observation.BannerText(22, "SSH-2.0-OpenSSH_9.2p1 Debian-2", new Evidence(1, ""));
        var cisco = new Observation.BannerText(22, "SSH-2.0-Cisco-1.25", new Evidence(1, ""));
        var because = List.of(new Because("SNMP", new Evidence(2, "")));
        var snmp = new Claim("snmp", null, null, null, Confidence.LIKELY, because);
        assertTrue(asks(snmp, openSsh));
        assertFalse(asks(snmp, cisco));
        assertFalse(asks(snmp));
        assertFalse(asks(new Claim("esxi", null, null, null, Confidence.PROVEN, because), openSsh));
        assertFalse(asks(snmp, openSsh, new Observation.ShellGreeting("SunOS", "5.11", "i86pc", new Evidence(3, ""))));
    }

    private static Observation smb(String lanManager) {
        return new Observation.Smb1Server(445, true, false, false, null, "Windows 6.1", lanManager, null, new Evidence(2, ""));
    }

    private static String claimed(Observation... seen) {
        return new UnixRecognizer().recognize(new Observations(List.of(seen)))
                .map(c -> c.confidence() + " " + c.product() + " " + c.version()).orElse("nothing");
    }

    @Test
    void sambaIsAHintSinceNetworkStorageRunsItTooAndItsPackagerIsTold() {
        assertEquals("HINT Samba 4.15.13", claimed(smb("Samba 4.15.13")));
        assertEquals("LIKELY Debian GNU/Linux null", claimed(smb("Samba 4.17.12-Debian")));
        assertEquals("LIKELY Ubuntu null", claimed(smb("Samba 4.19.5-Ubuntu")));
        assertEquals("nothing", claimed(smb("Windows Server 2016 Standard 6.3")));
        assertEquals("LIKELY null null",
                claimed(smb("Samba 4.15.13"), new Observation.BannerText(22, "SSH-2.0-OpenSSH_8.2", new Evidence(1, ""))));
    }
}
