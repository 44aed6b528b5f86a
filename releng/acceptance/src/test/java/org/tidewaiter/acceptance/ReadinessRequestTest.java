package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a firewall request: asked for, carried out by nftables, ufw and firewalld, checked, taken back, checked again. */
class ReadinessRequestTest {

    /** Host to the name of the files for its firewall. Behind each listens SSH, and everything that comes in is dropped. */
    private static final Map<String, String> FIREWALLS = Map.of("fwnft", "nftables", "fwufw", "ufw", "fwd", "firewalld");

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = FIREWALLS.keySet().toArray(String[]::new);
        LabNetwork.obstacle(hosts).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, hosts);
        tidewaiter = new Tidewaiter(folder);
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Runs a file of the request on each host, as its root. */
    private static void runOnEach(String turn) throws IOException {
        for (var firewall : FIREWALLS.entrySet()) {
            var script = Files.readString(tidewaiter.file("request/commands/" + firewall.getValue() + "-" + turn + ".sh"));
            lab.shell(firewall.getKey(), "echo " + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8))
                    + " | base64 -d >/tmp/change.sh; sh /tmp/change.sh");
        }
    }

    private static void assertRecheck(int code, String last, String first, String... more) {
        var arguments = new String[more.length + 3];
        arguments[0] = "readiness";
        arguments[1] = "--recheck";
        arguments[2] = "request";
        System.arraycopy(more, 0, arguments, 3, more.length);
        var ended = lab.run(tidewaiter, arguments);
        assertEquals(code, ended.code(), ended::all);
        assertEquals(first, ended.out().lines().findFirst().orElse(""), ended::all);
        assertEquals(last, ended.out().lines().reduce("", (_, line) -> line), ended::all);
    }

    private static String readiness(String... more) {
        var arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] { "readiness", "10.77.0.90-92", "--as", "unix", "--engagement", "request.tide", "--no-dns" }, 0,
                arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return lab.succeed(tidewaiter, arguments).out();
    }

    @Test
    void whatIsAskedForOpensIsProvenIsTakenBackAndIsProvenAgain() throws IOException {
        var before = readiness("--firewall-request", "request", "--until", "2031-05-06");
        assertTrue(before.contains("\n3 of 3 addresses answer: 3 blocked\nOpening 1 port makes 3 more devices auditable.\n"),
                before);
        assertEquals("""
                open-tcp-22 10.77.0.2 10.77.0.90/31 tcp 22 inbound 2031-05-06
                open-tcp-22 10.77.0.2 10.77.0.92 tcp 22 inbound 2031-05-06
                """, Python.run("""
                import csv, sys
                for row in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')):
                    print(*(row[k] for k in ('id', 'source', 'destination', 'protocol', 'port', 'direction', 'until')))
                """, tidewaiter.file("request/request.csv").toString()));
        for (var sheet : List.of("request.html", "request.md")) {
            var text = Tidewaiter.read(tidewaiter.file("request/" + sheet));
            for (var word : List.of("TCP 22", "10.77.0.2", "10.77.0.90/31", "10.77.0.92", "SSH", "6 May 2031", "no audit")) {
                assertTrue(text.contains(word), () -> sheet + " says nothing of " + word);
            }
        }
        assertRecheck(3, "3 of 3 are not open.", "open-tcp-22: 0 of 3 can be reached");

        runOnEach("open");
        assertRecheck(0, "All of it is open, as it should be.", "open-tcp-22: 3 of 3 can be reached");
        // exactly that: the other ports that listen behind the firewall stay shut
        var seen = lab.auditor("nmap", "-n", "-Pn", "-sT", "-p", "22,80,5985", "-oG", "-", "10.77.0.90-92");
        for (var host : List.of("10.77.0.90", "10.77.0.91", "10.77.0.92")) {
            assertTrue(seen.matches("(?s).*Host: " + host
                    + " \\(\\)\tPorts: 22/open/tcp//[^,]*, 80/filtered/[^,]*, 5985/filtered/.*"), seen);
        }
        readiness();
        var compared = tidewaiter.succeed("readiness", "--compare", "--engagement", "request.tide").out();
        for (var host : List.of("10.77.0.90", "10.77.0.91", "10.77.0.92")) {
            assertTrue(compared.contains(host + "  BLOCKED -> READY\n    unix-tcp-22  SILENCE -> OPEN\n"), compared);
        }
        assertTrue(compared.endsWith("3 devices changed.\n"), compared);
        assertRecheck(3, "3 of 3 are not shut.", "open-tcp-22: 3 of 3 can be reached", "--expect", "shut");

        runOnEach("close");
        assertRecheck(0, "All of it is shut, as it should be.",
                "open-tcp-22: 0 of 3 can be reached; 3 shut again since the last recheck", "--expect", "shut");
    }
}
