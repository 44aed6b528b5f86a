package org.tidewaiter.testkit.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab's two laws. */
@Timeout(120)
class LabTest {

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
