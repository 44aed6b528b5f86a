package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.tidewaiter.acceptance.Child.Ended;

/** {@code tidewaiter readiness} with credentials: what comes of the login, and that the audit loses what a shut port is said to cost. */
class ReadinessLoginTest {

    private static final String CLIENT = "10.77.0.3";
    private static final String LIN1 = "10.77.0.10";
    private static final String SNMP1 = "10.77.0.40";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = new String[] { "client", "lin1", "snmp1" };
        LabNetwork.obstacle(hosts).ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, hosts);
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("right.txt", LabNetwork.PASSWORD + "\n");
        tidewaiter.write("wrong.txt", "not the password\n");
        tidewaiter.write("auth.txt", "lab-auth-pass\n");
        tidewaiter.write("priv.txt", "lab-priv-pass\n");
        tidewaiter.succeed("credentials", "add", "auditor", "--user", "auditor", "--secret-file", "right.txt");
        tidewaiter.succeed("credentials", "add", "nosudo", "--user", "nosudo", "--secret-file", "right.txt");
        tidewaiter.succeed("credentials", "add", "wrong", "--user", "auditor", "--secret-file", "wrong.txt");
        SnmpCredentials.community(tidewaiter, "public", "public-lab");
        SnmpCredentials.community(tidewaiter, "stranger", "nobody-knows-it");
        SnmpCredentials.add(tidewaiter, "user", "stranger", "sha256", "aes256", "auth.txt", "priv.txt");
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Child start(String verb, String engagement, String target, String credential, String... more) {
        var arguments = new ArrayList<>(
                List.of(verb, target, "--engagement", engagement, "--credential", credential, "--no-dns"));
        arguments.addAll(List.of(more));
        return lab.start(tidewaiter, arguments.toArray(String[]::new));
    }

    private static Ended run(String verb, String engagement, String target, String credential, String... more) {
        try (var child = start(verb, engagement, target, credential, more)) {
            return child.end();
        }
    }

    private static String readiness(String engagement, String target, String credential, String... more) {
        var ended = run("readiness", engagement, target, credential, more);
        assertEquals(0, ended.code(), ended::all);
        return ended.out();
    }

    private static ReadinessRows rows(String engagement) {
        return new ReadinessRows(tidewaiter, engagement);
    }

    /** Data classes of which the latest run holds rows, without what is seen from outside. */
    private static List<String> read(String engagement) {
        return tidewaiter.sql(engagement, "SELECT DISTINCT class FROM fact f JOIN visit v ON v.id = f.visit_id"
                + " WHERE v.run_id = (SELECT max(id) FROM run) AND class NOT LIKE 'scan.%' ORDER BY class");
    }

    private static void shut(String host, String... ports) {
        lab.exec(host, "nft", "add table inet shut; add chain inet shut in { type filter hook input priority 0; };");
        for (var port : ports) {
            lab.exec(host, "nft", "add rule inet shut in " + port + " drop");
        }
    }

    private static void open(String host) {
        lab.exec(host, "nft", "delete table inet shut");
    }

    @Test
    void aRightLoginIsReadyAndNothingButTheLoginRuns() {
        lab.shell("lin1", ": >/var/log/sudo.log");
        readiness("right.tide", LIN1, "auditor");
        assertEquals("unix READY", rows("right.tide").verdict(LIN1));
        assertEquals("OPEN", rows("right.tide").cause(LIN1, "unix-tcp-22"));
        assertEquals(List.of(), read("right.tide"));
        assertEquals(List.of("PROBE", "SESSION"),
                tidewaiter.sql("right.tide", "SELECT DISTINCT kind FROM exchange ORDER BY kind"));
        // what was asked of sudo is whether it would
        var asked = lab.shell("lin1", "tr -s '\\n ' ' ' </var/log/sudo.log | grep -o \"COMMAND=[^;]*-c '[^']*'\" | sort -u");
        assertEquals("COMMAND=/usr/bin/sh -c 'exit 0'\n", asked);
    }

    @Test
    void aWrongPasswordBlocksWithTheWordsOfTheRefusal() {
        var before = lab.lines("lin1", "/var/log/sshd.log", "Failed password.*").size();
        var out = readiness("wrong.tide", LIN1, "wrong");
        assertEquals("unix BLOCKED", rows("wrong.tide").verdict(LIN1));
        assertEquals(List.of("unix-tcp-22"), rows("wrong.tide").failing(LIN1));
        assertEquals("*CREDENTIAL", rows("wrong.tide").cause(LIN1, "unix-tcp-22"));
        assertTrue(out.contains("the server refused the credential wrong"), out);
        assertTrue(out.contains("\nNo firewall is known to stand in the way"), out);
        // once: nobody locks an account
        assertEquals(before + 1, lab.lines("lin1", "/var/log/sshd.log", "Failed password.*").size());
    }

    @Test
    void aLoginWithoutSudoIsDegradedAndNobodySaysThatThereIsNoAudit() {
        var out = readiness("nosudo.tide", LIN1, "nosudo");
        assertEquals("unix DEGRADED", rows("nosudo.tide").verdict(LIN1));
        assertEquals("*PRIVILEGE", rows("nosudo.tide").cause(LIN1, "unix-tcp-22"));
        assertTrue(out.contains("user nosudo may not use sudo; ask the administrator for a sudo rule"), out);
        assertFalse(out.contains("no audit"), out);
        assertEquals(List.of(), read("nosudo.tide"));
    }

    @Test
    void anAgentThatRefusesIsToldFromOneThatIsNotThere() {
        String community;
        String user;
        String nobody;
        try (var first = start("readiness", "community.tide", SNMP1, "stranger");
                var second = start("readiness", "user.tide", SNMP1, "user");
                var third = start("readiness", "nobody.tide", CLIENT, "public", "--as", "snmp")) {
            community = first.end().out();
            user = second.end().out();
            nobody = third.end().out();
        }
        assertAll(() -> assertEquals("snmp BLOCKED", rows("community.tide").verdict(SNMP1)),
                () -> assertEquals("*CREDENTIAL", rows("community.tide").cause(SNMP1, "snmp-udp-161")),
                () -> assertTrue(community.contains("the agent is there, for it answers SNMPv3 discovery"), community),
                () -> assertEquals("snmp BLOCKED", rows("user.tide").verdict(SNMP1)),
                () -> assertEquals("*CREDENTIAL", rows("user.tide").cause(SNMP1, "snmp-udp-161")),
                () -> assertTrue(user.contains("the agent does not know the user"), user),
                () -> assertEquals("snmp? BLOCKED", rows("nobody.tide").verdict(CLIENT)),
                () -> assertEquals("*NOTHING_LISTENS", rows("nobody.tide").cause(CLIENT, "snmp-udp-161")),
                () -> assertTrue(nobody.contains("UDP 161 is closed (port-unreachable): reachable, and nothing listens there"),
                        nobody),
                () -> assertTrue(nobody.contains("switch on its SNMP agent"), nobody));
    }

    @Test
    void withoutTcp22TheAuditReadsNothingAndWithItEverything() {
        shut("lin1", "tcp dport 22");
        try {
            var out = readiness("ssh.tide", LIN1, "auditor");
            assertEquals("scan? UNKNOWN", rows("ssh.tide").verdict(LIN1));
            assertTrue(out.contains(
                    "as unix: nothing came back from TCP 22: a firewall on the way or on the device drops it  [unix-tcp-22]"),
                    out);
            readiness("ssh.tide", LIN1, "auditor", "--as", "unix");
            assertEquals("unix? BLOCKED", rows("ssh.tide").verdict(LIN1));
            assertEquals(List.of("unix-tcp-22"), rows("ssh.tide").failing(LIN1));
            assertEquals("*SILENCE", rows("ssh.tide").cause(LIN1, "unix-tcp-22"));
            assertEquals("no audit", rows("ssh.tide").effect(LIN1, "unix-tcp-22"));
            var audit = run("audit", "ssh.tide", LIN1, "auditor", "--no-report");
            assertEquals(4, audit.code(), audit::all);
            assertEquals(List.of(), read("ssh.tide"));
        } finally {
            open("lin1");
        }
        readiness("ssh.tide", LIN1, "auditor");
        assertEquals("unix READY", rows("ssh.tide").verdict(LIN1));
        var compared = tidewaiter.succeed("readiness", "--compare", "--engagement", "ssh.tide").out();
        assertTrue(compared.contains("10.77.0.10  BLOCKED -> READY\n"), compared);
        assertTrue(compared.contains("unix-tcp-22  SILENCE -> OPEN"), compared);
        var audit = run("audit", "ssh.tide", LIN1, "auditor", "--no-report");
        assertEquals(0, audit.code(), audit::all);
        assertTrue(read("ssh.tide").containsAll(List.of("installed-software", "operating-system", "user-account", "volume")),
                () -> read("ssh.tide").toString());
    }

    @Test
    void withoutUdp161TheAuditReadsTheSameOverTcpAndWithoutBothNothing() {
        shut("snmp1", "udp dport 161");
        List<String> byTcp;
        try {
            try (var audit = start("audit", "udp-shut.tide", SNMP1, "public", "--no-report")) {
                readiness("snmp.tide", SNMP1, "public");
                assertEquals(0, audit.end().code(), audit.end()::all);
            }
            assertEquals("snmp READY", rows("snmp.tide").verdict(SNMP1));
            assertEquals("UDP_SILENCE", rows("snmp.tide").cause(SNMP1, "snmp-udp-161"));
            assertEquals("OPEN", rows("snmp.tide").cause(SNMP1, "snmp-tcp-161"));
            byTcp = read("udp-shut.tide");
            assertTrue(byTcp.contains("installed-software"), byTcp::toString);

            lab.exec("snmp1", "nft", "add rule inet shut in tcp dport 161 drop");
            try (var audit = start("audit", "both-shut.tide", SNMP1, "public", "--no-report")) {
                readiness("snmp.tide", SNMP1, "public", "--as", "snmp");
                assertEquals(4, audit.end().code(), audit.end()::all);
            }
            assertEquals("snmp? UNKNOWN", rows("snmp.tide").verdict(SNMP1));
            assertEquals("*UDP_SILENCE", rows("snmp.tide").cause(SNMP1, "snmp-udp-161"));
            assertEquals("SILENCE", rows("snmp.tide").cause(SNMP1, "snmp-tcp-161"));
            assertEquals("no audit", rows("snmp.tide").effect(SNMP1, "snmp-udp-161"));
            assertEquals(List.of(), read("both-shut.tide"));
        } finally {
            open("snmp1");
        }
        readiness("snmp.tide", SNMP1, "public");
        assertEquals("snmp READY", rows("snmp.tide").verdict(SNMP1));
        assertEquals(0, run("audit", "snmp.tide", SNMP1, "public", "--no-report").code());
        assertEquals(byTcp, read("snmp.tide"));
    }
}
