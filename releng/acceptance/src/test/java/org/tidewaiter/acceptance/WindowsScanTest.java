package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** {@code tidewaiter scan} of Samba in five guises and of a synthetic Windows: each is named as what it is, and nobody tries to log in. */
class WindowsScanTest {

    private static final String[] HOSTS = { "ns1", "win1", "win2", "win3", "win4", "win5", "dc1", "rdp1" };

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;
    private static JsonNode report;

    @BeforeAll
    static void scan() throws IOException {
        LabNetwork.obstacle(HOSTS).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, HOSTS);
        tidewaiter = new Tidewaiter(folder);
        report = Json.parse(lab.succeed(tidewaiter, "scan", "10.77.0.21-27", "--engagement", "windows.tide", "--dns", "10.77.0.1",
                "--format", "json").out());
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String what(String host) {
        var device = Json.device(report, lab.address(host));
        return Json.text(device, "family") + " " + Json.text(device, "confidence") + " " + Json.text(device, "product") + " "
                + Json.text(device, "version");
    }

    /** The first row of a data class, some of its fields. */
    private static String row(String host, String dataClass, String... fields) {
        var rows = Json.list(Json.device(report, lab.address(host)).path("data").path(dataClass));
        assertTrue(!rows.isEmpty(), () -> host + " has no " + dataClass);
        var texts = new ArrayList<String>();
        for (var field : fields) {
            var value = rows.getFirst().path(field);
            texts.add(value.isArray() ? value.toString() : Json.text(rows.getFirst(), field));
        }
        return String.join(" ", texts);
    }

    @Test
    void eachIsNamedAsWhatItIs() {
        assertEquals("unix HINT Samba null", what("win1"));
        assertEquals("unix LIKELY Debian GNU/Linux null", what("win2"));
        assertEquals("unix HINT Samba null", what("win3"));
        assertEquals("unix HINT Samba null", what("win4"));
        assertEquals("unix LIKELY Debian GNU/Linux null", what("dc1"));
        assertEquals("windows LIKELY Windows Server 2022 10.0.20348", what("win5"));
        assertEquals("scan HINT null null", what("rdp1"));
    }

    @Test
    void dialectSigningNamesAndDomainAreFacts() {
        assertEquals("3.1.1 true false", row("win1", "scan.smb-server", "dialect", "signing", "signingRequired"));
        assertEquals("3.1.1 true true", row("win3", "scan.smb-server", "dialect", "signing", "signingRequired"));
        assertEquals("true false Windows 6.1 Samba 4.17.12-Debian".replace("4.17.12-Debian", version()),
                row("win2", "scan.smb1-server", "accepted", "signingRequired", "system", "lanManager"));
        for (var host : List.of("win1", "win3", "win4", "dc1")) {
            assertEquals("false null", row(host, "scan.smb1-server", "accepted", "system"), host);
        }
        assertEquals("FILESRV2 FILESRV2 win1.lab.test 6.1.0",
                row("win1", "scan.ntlm-target", "computer", "domain", "dnsName", "version"));
        assertEquals("DC1 LABDOM dc1.ad.lab.test ad.lab.test",
                row("dc1", "scan.ntlm-target", "computer", "domain", "dnsName", "dnsDomain"));
        assertEquals("DC=ad,DC=lab,DC=test dc1.ad.lab.test true",
                row("dc1", "scan.directory-server", "namingContext", "dnsName", "activeDirectory"));
        assertEquals("[\"RDP\",\"SSL\"]", row("rdp1", "scan.remote-desktop", "protocols"));
        assertEquals("[\"DC2022\",\"10.77.0.27\",\"192.0.2.27\",\"2001:db8::27\"]", row("win5", "scan.rpc-server", "addresses"));
        assertEquals("Microsoft Corporation", row("win5", "scan.wsman-server", "vendor"));
    }

    private static String version() {
        return lab.exec("win2", "smbd", "--version").replace("Version ", "").strip();
    }

    @Test
    void nobodyHasTriedToLogIn() {
        assertEquals("", lab.shell("win5", "cat /var/log/win5.log 2>/dev/null || :"));
    }

    @Test
    void replaySaysTheSame() {
        var json = lab
                .succeed(tidewaiter, "scan", "10.77.0.21-27", "--engagement", "again.tide", "--dns", "10.77.0.1", "--format",
                        "json")
                .out();
        assertEquals(json, tidewaiter.succeed("replay", "again.tide", "--format", "json").out());
    }
}
