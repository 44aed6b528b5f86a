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

/** {@code tidewaiter readiness} with accounts of a domain: Samba as the controller, and one port of it shut at a time. */
class ReadinessDomainTest {

    private static final String DC1 = "10.77.0.25";
    private static final String BLACKHOLE = "10.77.0.72";
    /** Takes a connection on TCP 5985, so that it may be a Windows computer that can be audited. */
    private static final String FW1 = "10.77.0.70";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() throws IOException {
        var hosts = new String[] { "ns1", "dc1", "fw1", "silent", "blackhole", "decoy1" };
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

    /** With the controllers that DNS names, which are asked where they are among the targets. */
    private static String readiness(String engagement, String domain, String... more) {
        var arguments = new ArrayList<>(
                List.of("readiness", "--engagement", engagement, "--dns", "10.77.0.1", "--domain", domain, "--as", "windows"));
        arguments.addAll(List.of(more));
        return lab.succeed(tidewaiter, arguments.toArray(String[]::new)).out();
    }

    private static ReadinessRows rows(String engagement) {
        return new ReadinessRows(tidewaiter, engagement);
    }

    private static void shut(String... ports) {
        lab.exec("dc1", "nft", "add table inet shut; add chain inet shut in { type filter hook input priority 0; };"
                + " flush chain inet shut in");
        for (var port : ports) {
            lab.exec("dc1", "nft", "add rule inet shut in tcp dport " + port + " drop");
        }
    }

    private static void open() {
        lab.exec("dc1", "nft", "delete table inet shut");
    }

    @Test
    void theControllerThatDnsNamesIsAskedOnceForAllWhoDependOnIt() {
        lab.exec("dc1", "nft", "add table inet seen; add chain inet seen in { type filter hook input priority -300; };"
                + " add rule inet seen in tcp dport 88 tcp flags & (syn|ack) == syn counter");
        var out = readiness("found.tide", "ad.lab.test", "10.77.0.71", BLACKHOLE, FW1, DC1);
        assertTrue(out.contains("domain controller dc1.lab.test (10.77.0.25), by DNS"), out);
        // the controller's own computer is Linux with Samba, and depends on none
        assertTrue(rows("found.tide").verdict(DC1).startsWith("unix"), () -> rows("found.tide").verdict(DC1));
        for (var device : List.of(BLACKHOLE, FW1)) {
            for (var port : List.of("88", "389", "636")) {
                assertEquals("OPEN " + DC1, rows("found.tide").cause(device, "windows-tcp-" + port) + " "
                        + rows("found.tide").server(device, "windows-tcp-" + port), device + " " + port);
            }
        }
        var seen = lab.exec("dc1", "nft", "list", "table", "inet", "seen");
        assertTrue(seen.contains("counter packets 1 bytes"), seen);
    }

    @Test
    void aControllerOutsideTheScopeGetsNoPacketUntilItIsNamed() {
        var out = readiness("outside.tide", "far.lab.test", BLACKHOLE);
        assertEquals("0", lab.packets("decoy1"));
        assertEquals("*OUT_OF_SCOPE", rows("outside.tide").cause(BLACKHOLE, "windows-tcp-88"));
        assertEquals("10.77.0.240", rows("outside.tide").server(BLACKHOLE, "windows-tcp-88"));
        assertTrue(out.contains("domain controller decoy1.lab.test (10.77.0.240), by DNS: it lies outside the scope"), out);
        assertTrue(out.contains("if it may be asked, name it with --domain-controller"), out);
    }

    @Test
    void withoutKerberosNothingThatUsesTheDomainCanBeAudited() {
        shut("88");
        try {
            // named, since the controller's own computer is no target
            var out = lab.succeed(tidewaiter, "readiness", FW1, "--engagement", "kerberos.tide", "--no-dns", "--domain",
                    "ad.lab.test", "--domain-controller", DC1).out();
            assertEquals("windows? BLOCKED", rows("kerberos.tide").verdict(FW1));
            assertEquals(List.of("windows-tcp-88"), rows("kerberos.tide").failing(FW1));
            assertEquals("*SILENCE", rows("kerberos.tide").cause(FW1, "windows-tcp-88"));
            assertEquals(DC1, rows("kerberos.tide").server(FW1, "windows-tcp-88"));
            assertEquals("domain authentication fails, the audit cannot proceed",
                    rows("kerberos.tide").effect(FW1, "windows-tcp-88"));
            assertTrue(out.contains("nothing came back from TCP 88 of the domain controller 10.77.0.25"), out);
            assertTrue(out.lines().anyMatch(l -> l.matches("tcp/88 +1 .*")), out);
        } finally {
            open();
        }
        // accounts of the computer itself need no controller
        lab.succeed(tidewaiter, "readiness", FW1, "--engagement", "kerberos.tide", "--no-dns");
        assertEquals("windows? READY", rows("kerberos.tide").verdict(FW1));
    }

    @Test
    void withoutLdapTheAuditRunsUnlessItGoesByTls() {
        shut("389");
        try {
            readiness("ldap.tide", "ad.lab.test", FW1, DC1);
            assertEquals("windows? READY", rows("ldap.tide").verdict(FW1));
            assertEquals("SILENCE", rows("ldap.tide").cause(FW1, "windows-tcp-389"));
            assertEquals("OPEN", rows("ldap.tide").cause(FW1, "windows-tcp-636"));
            shut("389", "636");
            var out = readiness("ldap.tide", "ad.lab.test", FW1, DC1);
            assertEquals("windows? DEGRADED", rows("ldap.tide").verdict(FW1));
            assertEquals(List.of("windows-tcp-389"), rows("ldap.tide").failing(FW1));
            assertEquals(DC1, rows("ldap.tide").server(FW1, "windows-tcp-389"));
            assertTrue(out.contains("lost  the audit runs, information about the current user is missing"), out);
            assertTrue(out.lines().anyMatch(l -> l.matches("tcp/389 +1 .*")), out);
        } finally {
            open();
        }
    }
}
