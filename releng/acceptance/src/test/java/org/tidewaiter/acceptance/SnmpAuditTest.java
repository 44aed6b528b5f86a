package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** {@code tidewaiter audit} of net-snmp, snmpsim and lldpd in the lab, row by row against net-snmp's own tools and the hosts' own files. */
class SnmpAuditTest {

    private static final String SNMP1 = "10.77.0.40";
    private static final Map<String, String[]> COLUMNS = Map.of("network-interface",
            new String[] { "index", "name", "macAddress", "speed" }, "snmp.interface-state",
            new String[] { "interfaceName", "administrative", "operational" }, "ip-address",
            new String[] { "interfaceName", "address", "prefixLength" }, "volume", new String[] { "name", "size", "used" },
            "running-process", new String[] { "id", "name" }, "hardware-component",
            new String[] { "number", "kind", "name", "description", "containedIn", "position", "vendor", "model", "serialNumber",
                "hardwareRevision", "firmwareRevision", "softwareRevision" },
            "snmp.ups-battery",
            new String[] { "status", "onBattery", "remaining", "charge", "voltage", "current", "temperature" }, "snmp.ups-input",
            new String[] { "line", "frequency", "voltage", "current", "power" }, "snmp.ups-output",
            new String[] { "line", "source", "voltage", "current", "power", "load" }, "snmp.ups-alarm",
            new String[] { "number", "alarm", "raised" });
    private static final String[] COUNTERS = { "interfaceName", "wide", "octetsIn", "octetsOut", "unicastIn", "unicastOut",
        "errorsIn", "errorsOut" };

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = new String[] { "snmp1", "snmp2", "snmp3", "snmp4", "sim1", "sim2", "sim3", "sim4", "lldp1", "lldp2",
            "decoy2" };
        LabNetwork.obstacle(hosts).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, hosts);
        tidewaiter = new Tidewaiter(folder);
        SnmpCredentials.addTo(tidewaiter);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String[] audit(String engagement, List<String> credentials, String... targets) {
        var arguments = new ArrayList<>(
                List.of("audit", "--engagement", engagement, "--no-report", "--format", "json", "--no-dns"));
        credentials.forEach(c -> arguments.addAll(List.of("--credential", c)));
        arguments.addAll(List.of(targets));
        return arguments.toArray(String[]::new);
    }

    private static TreeMap<String, Set<String>> walk(String address, String name) {
        return SnmpOracle.rows(tidewaiter, name + ".walk", lab.auditor("snmpbulkwalk", "-v2c", "-c", "public-lab", "-On", "-Ot",
                "-Ox", "-Cr50", address, ".1.3.6.1.2.1"));
    }

    private static Set<String> rows(JsonNode device, String dataClass, String... columns) {
        return Json.list(device.path("data").path(dataClass)).stream()
                .map(row -> Arrays.stream(columns).map(c -> Json.text(row, c)).collect(Collectors.joining("|")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertRows(Map<String, Set<String>> theirs, JsonNode device, String... dataClasses) {
        assertAll(Json.text(device, "address"), Arrays.stream(dataClasses).map(c -> () -> assertEquals(
                steady(theirs.getOrDefault(c, Set.of())), steady(rows(device, c, COLUMNS.get(c))), c)));
    }

    /** Without the lab host's own sleep, which is another process every second. */
    private static String steady(Set<String> rows) {
        return rows.stream().filter(row -> !row.endsWith("|sleep")).collect(Collectors.joining("\n"));
    }

    private static void assertSoftware(String host, JsonNode device) {
        assertEquals(Oracles.packages(lab.exec(host, "cat", "/var/lib/dpkg/status")),
                rows(device, "installed-software", "packaging", "name", "version", "architecture"));
    }

    @Test
    void everyKindOfUserAndCommunityReadsWhatNetSnmpReadsOverBothProtocols() {
        var theirs = walk(SNMP1, "snmp1");
        var runs = new TreeMap<String, Child>();
        try {
            for (var credential : SnmpCredentials.RIGHT) {
                runs.put(credential, lab.start(tidewaiter, audit("kind-" + credential + ".tide", List.of(credential), SNMP1)));
            }
            runs.put("six", lab.start(tidewaiter, audit("kind-six.tide", List.of("sha1aes256c"), "fd77::40")));
            runs.forEach((credential, run) -> {
                var ended = run.end();
                assertEquals(0, ended.code(), () -> credential + ": " + ended.all());
                var device = Json.parse(ended.out()).path("devices").path(0);
                assertEquals("snmp", Json.text(device, "family"), credential);
                assertEquals("snmp1.lab.test", device.path("names").path(0).asString(), credential);
                assertEquals("udp", Json.text(device.path("sessions").path(0), "carrier"), credential);
                assertRows(theirs, device, "network-interface", "snmp.interface-state", "ip-address", "volume",
                        "running-process");
                assertSoftware("snmp1", device);
            });
        } finally {
            runs.values().forEach(Child::close);
        }
    }

    @Test
    void countersOfALiveAgentLieBetweenWhatNetSnmpReadBeforeAndAfter() {
        var before = counters(walk(SNMP1, "before").get("interface-counters"));
        var device = Json.parse(lab.succeed(tidewaiter, audit("counters.tide", List.of("public"), SNMP1)).out()).path("devices")
                .path(0);
        var after = counters(walk(SNMP1, "after").get("interface-counters"));
        var ours = counters(rows(device, "interface-counters", COUNTERS));
        assertEquals(before.keySet(), ours.keySet());
        ours.forEach((name, counted) -> {
            for (var i = 0; i < counted.size(); i++) {
                assertTrue(before.get(name).get(i) <= counted.get(i) && counted.get(i) <= after.get(name).get(i),
                        name + ": " + before.get(name) + " " + counted + " " + after.get(name));
            }
        });
    }

    private static Map<String, List<Long>> counters(Set<String> rows) {
        var counters = new TreeMap<String, List<Long>>();
        for (var row : rows) {
            var words = row.split("[|]");
            counters.put(words[0] + " " + words[1],
                    Arrays.stream(words).skip(2).map(w -> w.equals("null") ? 0 : Long.parseLong(w)).toList());
        }
        return counters;
    }

    @Test
    void allDevicesInOneRunAreWhatTheyAreAndReplaySaysTheSameByteForByte() {
        var json = lab.succeed(tidewaiter,
                audit("all.tide", List.of("public", "sha256aes256"), "10.77.0.40-43", "10.77.0.50-53", "10.77.0.60-61")).out();
        var report = Json.parse(json);
        assertEquals(10, Json.list(report.path("devices")).size());
        for (var number = 0; number < 4; number++) {
            var simulated = Json.device(report, "10.77.0." + (50 + number));
            var file = List.of("printer", "nas", "switch", "ups").get(number);
            var theirs = SnmpOracle.rows(tidewaiter, file + ".snmprec",
                    Tidewaiter.read(Tidewaiter.REPOSITORY.resolve("releng/lab/snmp/" + file + ".snmprec")));
            assertRows(theirs, simulated, COLUMNS.keySet().stream().sorted().toArray(String[]::new));
            assertEquals(theirs.get("interface-counters"), rows(simulated, "interface-counters", COUNTERS), file);
            assertEquals(theirs.get("count"), Set.of("installed-software|"
                    + Json.list(simulated.path("data").path("installed-software")).size()), file);
        }
        for (var number = 1; number <= 4; number++) {
            assertSoftware("snmp" + number, Json.device(report, "10.77.0." + (39 + number)));
        }
        neighboursAreLldpds(report);
        clonesAreTwoDevicesAndBothAreNamed(report);
        assertEquals(json, tidewaiter.succeed("replay", "all.tide", "--format", "json").out());
        assertEquals(10, Python.verifyChain(tidewaiter.file("all.tide")));
    }

    @Test
    void neighboursThatASwitchNamesOutsideTheScopeGetNoPacket() {
        var before = lab.packets("decoy2");
        var device = Json.parse(lab.succeed(tidewaiter, audit("neighbours.tide", List.of("public"), "10.77.0.52")).out())
                .path("devices").path(0);
        var told = Json.list(device.path("data").path("link-neighbor")).stream()
                .filter(row -> row.toString().contains("10.77.0.241")).map(row -> Json.text(row, "protocol"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("cdp", "lldp"), told, device::toString);
        assertEquals(before, lab.packets("decoy2"));
    }

    private static void neighboursAreLldpds(JsonNode report) {
        for (var host : List.of("lldp1", "lldp2")) {
            var device = Json.device(report, lab.address(host));
            var ours = new TreeSet<String>();
            for (var row : Json.list(device.path("data").path("link-neighbor"))) {
                ours.add(List.of("interfaceName", "neighbor", "port", "portDescription", "name", "description").stream()
                        .map(c -> Json.text(row, c)).collect(Collectors.joining("|")) + "|"
                        + Json.list(row.path("addresses")).stream().map(JsonNode::asString).sorted()
                                .collect(Collectors.joining(",")));
            }
            var theirs = SnmpOracle.neighbours(tidewaiter, lab.exec(host, "lldpcli", "-f", "json0", "show", "neighbors"));
            assertFalse(theirs.isEmpty());
            assertEquals(theirs, ours);
        }
    }

    private static void clonesAreTwoDevicesAndBothAreNamed(JsonNode report) {
        var notes = report.path("run").path("notes").toString();
        assertTrue(notes.matches(".*10[.]77[.]0[.]4[23] and 10[.]77[.]0[.]4[23] are two devices with one SNMPv3 engine id,"
                + " 80001f8804636c6f6e65.*"), notes);
        assertEquals(List.of("10"), tidewaiter.sql("all.tide", "SELECT count(DISTINCT device_id) FROM visit"));
        assertEquals(List.of("snmp3.lab.test", "snmp4.lab.test"), List.of("10.77.0.42", "10.77.0.43").stream()
                .map(a -> Json.device(report, a).path("names").path(0).asString()).toList());
    }

    @Test
    void whereUdpIsDroppedItIsReadOverTcp() {
        lab.exec("snmp2", "nft", "add table inet shut; add chain inet shut in { type filter hook input priority 0; };"
                + " add rule inet shut in udp dport 161 drop");
        lab.exec("snmp1", "nft", "add table inet shut; add chain inet shut in { type filter hook input priority 0; };"
                + " add rule inet shut in udp dport 161 drop");
        try {
            for (var credential : List.of("public", "sha256aes256")) {
                var device = Json
                        .parse(lab.succeed(tidewaiter, audit("tcp-" + credential + ".tide", List.of(credential), SNMP1)).out())
                        .path("devices").path(0);
                assertEquals("tcp", Json.text(device.path("sessions").path(0), "carrier"));
                assertSoftware("snmp1", device);
            }
            var nothing = lab.run(tidewaiter, audit("shut.tide", List.of("sha256aes256"), "10.77.0.41"));
            assertEquals(4, nothing.code(), nothing::all);
            assertTrue(
                    nothing.err().contains("10.77.0.41: SNMP was asked with the credentials that cover it, and no sensible answer"
                            + " came on udp/161"),
                    nothing::all);
        } finally {
            lab.exec("snmp1", "nft", "delete table inet shut");
            lab.exec("snmp2", "nft", "delete table inet shut");
        }
        // what has to be asked by UDP is asked by UDP again
        var walked = walk(SNMP1, "again");
        assertTrue(walked.containsKey("network-interface"));
    }
}
