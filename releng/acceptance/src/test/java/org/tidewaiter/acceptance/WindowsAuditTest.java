package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tidewaiter audit} of Windows over WinRM: the lab's service answers as a synthetic Windows Server; its authentication and sealing are
 * gss-ntlmssp's and MIT's, the domain is Samba's.
 */
class WindowsAuditTest {

    private static final String WINRM1 = "10.77.0.28";
    private static final String DC1 = "10.77.0.25";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = new String[] { "ns1", "dc1", "winrm1" };
        LabNetwork.obstacle(hosts).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, hosts);
        tidewaiter = new Tidewaiter(folder).with("LAB_PASSWORD", LabNetwork.PASSWORD).with("WRONG_PASSWORD", "sesame-42");
        credential("domain", "auditor@ad.lab.test", "LAB_PASSWORD");
        credential("machine", "WINRM1\\local", "LAB_PASSWORD");
        credential("powerless", "WINRM1\\denied", "LAB_PASSWORD");
        credential("wrong", "WINRM1\\local", "WRONG_PASSWORD");
        credential("wrong-domain", "auditor@ad.lab.test", "WRONG_PASSWORD");
    }

    private static void credential(String name, String user, String variable) {
        tidewaiter.succeed("credentials", "add", name, "--user", user, "--secret-env", variable);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String audit(String engagement, String credential, String... more) {
        return lab.run(tidewaiter, arguments(engagement, credential, more)).out();
    }

    private static String[] arguments(String engagement, String credential, String... more) {
        var all = new ArrayList<>(
                List.of("audit", WINRM1, "--engagement", engagement, "--no-dns", "--no-report", "--credential", credential));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** How the logins went, as the report has it. */
    private static String session(String engagement) {
        return Json.parse(tidewaiter.succeed("report", "--engagement", engagement, "--format", "json", "--output", "-").out())
                .path("devices").path(0).path("sessions").toString();
    }

    private static long count(String engagement, String table) {
        return Long.parseLong(tidewaiter.sql(engagement, "SELECT count(*) FROM " + table).getFirst());
    }

    /** What the service saw: sealed requests and what was accepted. */
    private static List<String> seen(String expression) {
        return lab.lines("winrm1", "/var/log/winrm.log", expression);
    }

    private static void assertWhole(String engagement) {
        assertEquals(List.of("Microsoft Windows Server 2022 Standard|10.0.20348.2340"),
                tidewaiter.sql(engagement, "SELECT name, version FROM operating_system"));
        assertTrue(count(engagement, "installed_software") >= 8);
        assertTrue(count(engagement, "firewall_rule") >= 200);
        assertTrue(count(engagement, "finding") >= 10);
        assertEquals("0",
                tidewaiter.sql(engagement, "SELECT count(*) FROM gap WHERE reason NOT IN ('NOT_PRESENT', 'NOT_REPORTED')"
                        + " AND class NOT LIKE 'windows.%' ").getFirst());
        // the MachineGuid and the UUID of the firmware tell the device from others
        assertEquals(2,
                tidewaiter
                        .sql(engagement,
                                "SELECT DISTINCT kind FROM identifier WHERE kind IN ('INSTALLATION_ID', 'HARDWARE_UUID')")
                        .size(),
                () -> String.join(", ", tidewaiter.sql(engagement, "SELECT kind, value FROM identifier")));
    }

    @Test
    void anAccountOfTheComputerIsLetInBySealedNtlmAndTheWholeAuditIsReadInAFewRoundTrips() {
        var before = seen("5985 unsealed.*").size();
        lab.succeed(tidewaiter, arguments("ntlm.tide", "machine"));
        assertWhole("ntlm.tide");
        assertFalse(seen("5985 accepted WINRM1\\\\local by NTLM in Negotiate").isEmpty());
        // three more for the login; each message was sealed, or the service would not have unsealed it
        assertTrue(seen("5985 unsealed.*").size() - before <= 9, () -> seen("5985 unsealed.*").size() + " after " + before);
        assertEquals(List.of("create", "command", "command", "delete"),
                lab.lines("winrm1", "/var/log/powershell.log", ".*").stream().limit(4).toList());
    }

    @Test
    void anAccountOfTheDomainIsLetInByKerberosWithoutAnyConfigurationOfKerberos() {
        lab.succeed(tidewaiter, arguments("kerberos.tide", "domain", "--domain-controller", DC1));
        assertWhole("kerberos.tide");
        assertTrue(session("kerberos.tide").contains("Negotiate (Kerberos)"), () -> session("kerberos.tide"));
        assertFalse(seen("5985 accepted auditor@AD.LAB.TEST by Kerberos.*").isEmpty());
        assertEquals(List.of("auditor"),
                tidewaiter.sql("kerberos.tide", "SELECT account FROM windows_current_user"));
    }

    @Test
    void theReplayIsTheSameByteForByte() throws IOException {
        lab.succeed(tidewaiter, arguments("first.tide", "domain", "--domain-controller", DC1));
        tidewaiter.succeed("report", "--engagement", "first.tide", "--format", "json", "--output", "first.json");
        assertEquals(Files.readString(tidewaiter.file("first.json")),
                tidewaiter.succeed("replay", "first.tide", "--format", "json").out());
    }

    @Test
    void aWrongPasswordIsSentOnceAndNoOtherLegTriesIt() {
        var before = seen(".*proof rejected.*").size();
        var out = audit("wrong.tide", "wrong");
        assertTrue(out.contains("refused"), out);
        assertEquals(before + 1, seen(".*proof rejected.*").size());
        var domain = audit("wrong-domain.tide", "wrong-domain", "--domain-controller", DC1);
        assertTrue(session("wrong-domain.tide").contains("Kerberos"), () -> session("wrong-domain.tide"));
        assertEquals(before + 1, seen(".*proof rejected.*").size(), domain);
        for (var engagement : List.of("wrong.tide", "wrong-domain.tide")) {
            assertFalse(
                    String.join("", tidewaiter.sql(engagement, "SELECT CAST(content AS TEXT) FROM blob")).contains("sesame-42"));
        }
    }

    @Test
    void anAccountWithoutRightsIsToldWhatItNeeds() {
        var out = audit("powerless.tide", "powerless");
        assertTrue(out.contains("Remote Management Users or Administrators"), out);
        assertEquals("DENIED", tidewaiter.sql("powerless.tide",
                "SELECT failure FROM exchange WHERE kind = 'SESSION' AND request_id = 'winrm'").getFirst());
    }

    /** Of two ways into the directory the one that was tried says more than the one that is shut. */
    @Test
    void aControllerThatShowsAnotherCertificateIsToldBeforeItsPortThatIsShut() {
        lab.succeed(tidewaiter, arguments("changed.tide", "domain", "--domain-controller", DC1));
        Child.output(folder, "sqlite3", tidewaiter.file("changed.tide").toString(),
                "UPDATE peer_pin SET fingerprint = substr(fingerprint, 1, length(fingerprint) - 4) || '0000' WHERE endpoint LIKE 'ldap%'");
        lab.exec("dc1", "nft", "add table inet shut; add chain inet shut in { type filter hook input priority 0; };"
                + " add rule inet shut in tcp dport 636 reject with tcp reset");
        try {
            lab.run(tidewaiter, arguments("changed.tide", "domain", "--domain-controller", DC1));
        } finally {
            lab.exec("dc1", "nft", "delete table inet shut");
        }
        var detail = tidewaiter.sql("changed.tide",
                "SELECT detail FROM gap WHERE class = 'windows.current-user' ORDER BY visit_id DESC").getFirst();
        assertTrue(detail.contains("shows another certificate than before"), detail);
    }

    @Test
    void readinessNamesTheLegThatFails() {
        var rows = new ReadinessRows(tidewaiter, "ready.tide");
        lab.succeed(tidewaiter, "readiness", WINRM1, "--engagement", "ready.tide", "--no-dns", "--credential", "machine");
        assertEquals("windows READY", rows.verdict(WINRM1));
        lab.succeed(tidewaiter, "readiness", WINRM1, "--engagement", "ready.tide", "--no-dns", "--credential", "wrong");
        assertEquals("windows BLOCKED", rows.verdict(WINRM1));
        assertTrue(rows.failing(WINRM1).contains("windows-tcp-5985"), () -> rows.failing(WINRM1).toString());
        var domain = lab.succeed(tidewaiter, "readiness", WINRM1, "--engagement", "ready.tide", "--no-dns", "--credential",
                "domain", "--domain-controller", DC1).out();
        assertEquals("windows READY", rows.verdict(WINRM1), domain);
    }
}
