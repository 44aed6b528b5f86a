package org.tidewaiter.testkit.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab's two laws. */
@Timeout(120)
class LabTest {

    private static final String RICH_RULE = "rule family=ipv4 source address=10.77.0.2 port port=5985 protocol=tcp accept";

    private static final List<String> PROTECTED = List.of("fwnft", "fwufw", "fwd");

    private static final Map<String, String> OPEN = Map.of("fwnft",
            "nft add rule inet filter input ip saddr 10.77.0.2 tcp dport 5985 accept", "fwufw",
            "ufw allow from 10.77.0.2 to any port 5985 proto tcp", "fwd",
            "firewall-cmd --permanent --add-rich-rule='" + RICH_RULE + "' && firewall-cmd --reload");

    private static final Map<String, String> CLOSE = Map.of("fwnft", """
            rule=$(nft -a list chain inet filter input | sed -n 's/.*dport 5985 .*# handle //p')
            nft delete rule inet filter input handle $rule""", "fwufw",
            "ufw delete allow from 10.77.0.2 to any port 5985 proto tcp", "fwd",
            "firewall-cmd --permanent --remove-rich-rule='" + RICH_RULE + "' && firewall-cmd --reload");

    @BeforeEach
    void possible() {
        assumeTrue(Lab.obstacle().isEmpty(), () -> Lab.obstacle().orElseThrow());
    }

    /**
     * What the machine is: of each entry below /etc and /var its path, kind, mode, owner, size and times, and of each file its contents.
     * The gigabytes of packages below /var/cache are not read: the time of change (ctime) cannot be set, so that it stands for them. A
     * directory's tells what came and went in it. Left out is only what a running system writes by itself: the log daemon's files,
     * where any program keeps what is temporary, and where an X server compiles its keymap each time that its last window closes.
     */
    private static Set<String> machine() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", """
                live() {
                  for place in /var/log/journal /var/log/syslog /var/log/messages /var/log/kern.log /var/log/auth.log /var/tmp /var/lib/xkb; do
                    printf '%s ' "-path $place -prune -o"
                  done
                }
                find /etc /var -xdev $(live) -printf '%p %y %l %m %U %G %s %T@ %C@\\n'
                find /etc /var -xdev $(live) -path /var/cache -prune -o -type f -exec sha256sum {} +
                hostname; ip -o link; ip -o addr; ip route; ip -6 route show table all proto static; nft list ruleset
                cut -d ' ' -f 2,3 /proc/mounts
                """).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text.lines().collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertSame(Set<String> before, Set<String> now) {
        var differences = new TreeSet<String>();
        before.stream().filter(l -> !now.contains(l)).forEach(l -> differences.add(l + " (before)"));
        now.stream().filter(l -> !before.contains(l)).forEach(l -> differences.add(l + " (now)"));
        assertEquals(Set.of(), differences);
    }

    @Test
    void theMachineIsTheSameBeforeDuringAndAfter() throws Exception {
        var obstacle = Lab.obstacleFor();
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        var before = machine();
        assertTrue(before.size() > 500, "the listing is too short to prove anything: " + before.size());
        try (var lab = Lab.up()) {
            for (var host : List.of("lin1", "ns1", "snmp1", "sim1", "nb1", "slow", "decoy1")) {
                lab.exec(host, "sh", "-c",
                        "echo changed >/etc/hosts; echo changed >/var/changed; useradd somebody; hostname elsewhere; nft add table inet changed");
            }
            for (var command : List.of("snmpget -v2c -c public-lab 10.77.0.40 .1.3.6.1.2.1.1.5.0", "dig @10.77.0.1 lin1.lab.test",
                    "nmblookup -A 10.77.0.20")) {
                assertEquals(0, lab.auditor(command.split(" ")).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start()
                        .waitFor(), command);
            }
            assertSame(before, machine());
        }
        assertSame(before, machine());
    }

    /** Those that are brought up by name alone: what they run would change a machine's firewall, and Samba's files. */
    @Test
    void theMachineIsTheSameWithADomainAndFirewalls() throws Exception {
        var hosts = new String[] { "ns1", "client", "dc1", "fwnft", "fwufw", "fwd" };
        var obstacle = Lab.obstacleFor(hosts);
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        var before = machine();
        try (var lab = Lab.up(hosts)) {
            for (var host : PROTECTED) {
                lab.exec(host, "sh", "-c", OPEN.get(host));
            }
            login(lab);
            assertSame(before, machine());
        }
        assertSame(before, machine());
    }

    @Test
    void aFirewallOpensWhatItIsToldAndClosesIt() throws Exception {
        var obstacle = Lab.obstacleFor(PROTECTED.toArray(String[]::new));
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        try (var lab = Lab.up(PROTECTED.toArray(String[]::new))) {
            for (var host : PROTECTED) {
                assertEquals(List.of(), open(lab, host), host);
                lab.exec(host, "sh", "-c", OPEN.get(host));
                assertEquals(List.of(5985), open(lab, host), host);
                lab.exec(host, "sh", "-c", CLOSE.get(host));
                assertEquals(List.of(), open(lab, host), host);
            }
        }
    }

    private static List<Integer> open(Lab lab, String host) throws Exception {
        var address = "10.77.0." + (90 + PROTECTED.indexOf(host));
        return lab.inside(() -> {
            var open = new ArrayList<Integer>();
            for (var port : List.of(22, 80, 5985)) {
                try (var socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), 500);
                    open.add(port);
                } catch (SocketTimeoutException e) {
                    // Dropped: one that is refused fails the test.
                }
            }
            return open;
        });
    }

    @Test
    void aDomainIsFoundByItsNameAndLogsIn() throws Exception {
        var obstacle = Lab.obstacleFor("ns1", "client", "dc1");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        // The second finds what the first has kept.
        for (var time = 1; time <= 2; time++) {
            try (var lab = Lab.up("ns1", "client", "dc1")) {
                assertEquals("0 0 389 dc1.lab.test.",
                        lab.exec("client", "dig", "+short", "SRV", "_ldap._tcp.dc._msdcs.ad.lab.test").strip());
                assertEquals("0 0 389 decoy1.lab.test.",
                        lab.exec("client", "dig", "+short", "SRV", "_ldap._tcp.dc._msdcs.far.lab.test").strip());
                login(lab);
            }
        }
    }

    private static void login(Lab lab) throws Exception {
        for (var user : List.of("Administrator", "auditor")) {
            var kinit = lab.on("client", "kinit", user).redirectErrorStream(true).start();
            kinit.getOutputStream().write((Lab.PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
            kinit.getOutputStream().close();
            var said = new String(kinit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, kinit.waitFor(), said);
        }
    }

    @Test
    void aDecoyCountsWhatIsAddressedToIt() throws Exception {
        var obstacle = Lab.obstacleFor("decoy1", "decoy2");
        assumeTrue(obstacle.isEmpty(), obstacle::orElseThrow);
        try (var lab = Lab.up("decoy1", "decoy2")) {
            lab.inside(() -> {
                try (var socket = new Socket()) {
                    socket.connect(new InetSocketAddress("10.77.0.241", 22), 3000);
                }
                return null;
            });
            assertEquals(0, lab.packets("decoy1"));
            assertTrue(lab.packets("decoy2") >= 2, "SYN and ACK");
        }
    }

    @Test
    void theLabIsReachedFromInsideAndNotFromTheMachine() throws Exception {
        try (var lab = Lab.up("lin1")) {
            for (var address : new String[] { "10.77.0.10", "fd77::10" }) {
                var greeting = lab.inside(() -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, 22), 3000);
                        return new String(socket.getInputStream().readNBytes(8));
                    }
                });
                assertEquals("SSH-2.0-", greeting);
            }
            assertEquals("lin1\n", lab.exec("lin1", "hostname"));
            assertEquals("1", lab.exec("lin1", "sh", "-c", "ip -o link | grep -vc ' lo:'").strip());
            assertEquals("", lab.exec("lin1", "ip", "route", "show", "default"));
            assertThrows(IOException.class, () -> lab.exec("auditor", "true"));
        }
    }
}
