package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** One host that is read over SSH and over SNMP. */
class SnmpBesideSshTest {

    private static final String LIN1 = "10.77.0.10";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        LabNetwork.obstacle("lin1", "snmp1").ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, "lin1");
        lab.shell("lin1", """
                printf 'agentaddress udp:161\\nsysname lin1.lab.test\\nrocommunity public-lab default\\n' >/etc/snmp/snmpd.conf
                MIBS= /usr/sbin/snmpd -p /run/snmpd.pid -Lf /dev/null -I -smux,mteTrigger,mteTriggerConf
                """);
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("right.txt", LabNetwork.PASSWORD + "\n");
        tidewaiter.succeed("credentials", "add", "ssh", "--user", "auditor", "--secret-file", "right.txt");
        SnmpCredentials.community(tidewaiter, "snmp", "public-lab");
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String audit(String engagement, String... credentials) {
        var arguments = new ArrayList<>(
                List.of("audit", LIN1, "--engagement", engagement, "--no-report", "--no-dns", "--format", "json"));
        List.of(credentials).forEach(c -> arguments.addAll(List.of("--credential", c)));
        return lab.succeed(tidewaiter, arguments.toArray(String[]::new)).out();
    }

    private static Set<String> disputed(JsonNode device) {
        var disputed = new TreeSet<String>();
        for (var dataClass : device.path("data").propertyNames()) {
            Json.list(device.path("data").path(dataClass)).stream()
                    .filter(row -> row.path("evidence").path("disputed").asBoolean()).forEach(row -> disputed.add(dataClass));
        }
        return disputed;
    }

    @Test
    void theLoginWinsTheClaimSnmpAddsAndWhatBothSayAlikeIsNotDisputed() {
        var json = audit("both.tide", "ssh", "snmp");
        var device = Json.parse(json).path("devices").path(0);
        assertEquals("unix", Json.text(device, "family"), device::toString);
        assertEquals("PROVEN", Json.text(device, "confidence"));
        assertTrue(Json.list(device.path("data").path("snmp.agent")).size() == 1, "nothing of SNMP");
        assertTrue(Json.list(device.path("data").path("user-account")).size() > 1, "nothing of SSH");
        assertEquals(Set.of(), disputed(device));
        assertEquals(Oracles.packages(lab.exec("lin1", "cat", "/var/lib/dpkg/status")).size(),
                Json.list(device.path("data").path("installed-software")).size());
        assertEquals(json, tidewaiter.succeed("replay", "both.tide", "--format", "json").out());
    }

    @Test
    void aRunBySshAndOneBySnmpAreOneDevice() {
        audit("two.tide", "ssh");
        audit("two.tide", "snmp");
        assertEquals(List.of("1"), tidewaiter.sql("two.tide", "SELECT count(DISTINCT device_id) FROM visit"));
    }
}
