package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidewaiter readiness} without credentials: the filtering host, the slow one, and what the summary counts. */
class ReadinessTest {

    private static final String FW1 = "10.77.0.70";
    private static final String SILENT = "10.77.0.71";
    private static final String BLACKHOLE = "10.77.0.72";
    private static final String SLOW = "10.77.0.73";
    private static final String LIN1 = "10.77.0.10";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        LabNetwork.obstacle().ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, "lin1", "fw1", "silent", "blackhole", "slow");
        tidewaiter = new Tidewaiter(folder);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String readiness(String engagement, String... more) {
        var arguments = new ArrayList<>(List.of("readiness", "--engagement", engagement, "--no-dns"));
        arguments.addAll(List.of(more));
        return lab.succeed(tidewaiter, arguments.toArray(String[]::new)).out();
    }

    private static ReadinessRows rows(String engagement) {
        return new ReadinessRows(tidewaiter, engagement);
    }

    @Test
    void eachKindOfBlockIsNamedRightlyAndTheSlowHostIsNotCalledFilteredThreeTimesInARow() {
        for (var run = 1; run <= 3; run++) {
            readiness("kinds.tide", FW1, SILENT, SLOW);
            var told = rows("kinds.tide");
            var ports = told.ports(FW1);
            ports.keySet()
                    .retainAll(List.of("tcp/22", "tcp/80", "tcp/135", "tcp/139", "tcp/443", "tcp/445", "udp/137", "udp/161"));
            var name = "run " + run;
            assertEquals(Map.of("tcp/22", "NO_ANSWER no-answer", "tcp/80", "OPEN syn-ack", "tcp/135", "CLOSED rst", "tcp/139",
                    "FILTERED port-unreachable", "tcp/443", "FILTERED admin-prohibited", "tcp/445",
                    "UNREACHABLE host-unreachable",
                    "udp/137", "FILTERED admin-prohibited", "udp/161", "NO_ANSWER no-answer"), ports, name);
            // what it is told for is Windows, by its TCP 5985, which is open
            var causes = told.causes(FW1);
            causes.keySet().retainAll(
                    List.of("windows-tcp-5985", "windows-tcp-135", "windows-tcp-139", "windows-tcp-445", "scan-udp-137"));
            assertEquals(Map.of("windows-tcp-5985", "OPEN", "windows-tcp-135", "NOTHING_LISTENS", "windows-tcp-139", "PROHIBITED",
                    "windows-tcp-445", "NO_ROUTE", "scan-udp-137", "PROHIBITED"), causes, name);
            assertEquals("unix READY", told.verdict(SLOW), name);
            assertEquals("OPEN", told.cause(SLOW, "unix-tcp-22"), name);
            assertEquals(List.of(), told.ports(SLOW).entrySet().stream()
                    .filter(p -> p.getKey().startsWith("tcp/") && !p.getValue().matches("OPEN .*|CLOSED .*")).toList(), name);
            assertEquals("unix READY", told.verdict(SILENT), name);
        }
    }

    @Test
    void aDeviceThatNothingGivesAwayIsJudgedAsWhatItIsTakenFor() {
        // without the port that looks like Windows
        lab.exec("fw1", "nft", "add table inet shut; add chain inet shut in { type filter hook input priority -10; };"
                + " add rule inet shut in tcp dport 5985 drop");
        try {
            var unix = readiness("unix.tide", FW1, "--as", "unix");
            var esxi = readiness("esxi.tide", FW1, "--as", "esxi");
            var snmp = readiness("snmp.tide", FW1, "--as", "snmp");
            assertAll(() -> assertEquals("unix? BLOCKED", rows("unix.tide").verdict(FW1)),
                    () -> assertEquals("*SILENCE", rows("unix.tide").cause(FW1, "unix-tcp-22")),
                    () -> assertTrue(unix.contains("nothing came back from TCP 22: a firewall"), unix),
                    () -> assertTrue(unix.contains("Opening 1 port makes 1 more device auditable."), unix),
                    () -> assertEquals("esxi? BLOCKED", rows("esxi.tide").verdict(FW1)),
                    () -> assertEquals("*PROHIBITED", rows("esxi.tide").cause(FW1, "esxi-tcp-443")),
                    () -> assertEquals("*NOTHING_LISTENS", rows("esxi.tide").cause(FW1, "esxi-tcp-902")),
                    () -> assertTrue(esxi.contains("TCP 443 is rejected (admin-prohibited): by its own firewall"), esxi),
                    () -> assertTrue(esxi.contains("TCP 902 is closed (rst): reachable, and nothing listens there"), esxi),
                    // silence on UDP proves nothing
                    () -> assertEquals("snmp? UNKNOWN", rows("snmp.tide").verdict(FW1)),
                    () -> assertEquals("*UDP_SILENCE", rows("snmp.tide").cause(FW1, "snmp-udp-161")),
                    () -> assertTrue(snmp.contains("it is filtered, there is no agent, or the community is wrong"), snmp));
        } finally {
            lab.exec("fw1", "nft", "delete table inet shut");
        }
    }

    @Test
    void theSummaryCountsWhatTheEngagementHoldsAndReplaySaysTheSameVerdicts() {
        var out = readiness("summary.tide", LIN1, SILENT, BLACKHOLE, "10.77.0.14-19", "--as", "windows");
        var told = rows("summary.tide");
        assertEquals(2, told.count("READY"));
        assertEquals(1, told.count("BLOCKED"));
        assertEquals("windows? BLOCKED", told.verdict(BLACKHOLE));
        assertTrue(out.contains("\n3 of 9 addresses answer: 2 ready, 1 blocked\n"), out);
        // one opening is enough: what only recognises or prepares is not needed once Remoting can be reached
        assertTrue(out.contains("\nOpening 1 port makes 1 more device auditable.\n"), out);
        assertTrue(out.lines().anyMatch(l -> l.matches("tcp/5985 +1 .*")), out);

        var report = tidewaiter.succeed("report", "--engagement", "summary.tide", "--format", "json", "--output", "-").out();
        assertEquals(report,
                tidewaiter.succeed("replay", "summary.tide", "--engagement", "again.tide", "--format", "json").out());
        for (var address : List.of(LIN1, SILENT, BLACKHOLE)) {
            var readiness = Json.device(Json.parse(report), address).path("readiness");
            var causes = new TreeMap<String, String>();
            Json.list(readiness.path("rules")).forEach(
                    r -> causes.put(Json.text(r, "id"), (r.path("counts").asBoolean() ? "*" : "") + Json.text(r, "cause")));
            assertEquals(told.causes(address), causes, address);
            assertTrue(told.verdict(address).endsWith(" " + Json.text(readiness, "verdict")), readiness::toString);
            assertEquals(told.verdict(address), rows("again.tide").verdict(address));
            assertEquals(told.causes(address), rows("again.tide").causes(address), address);
        }
        assertEquals(3, Python.verifyChain(tidewaiter.file("summary.tide")));
    }
}
