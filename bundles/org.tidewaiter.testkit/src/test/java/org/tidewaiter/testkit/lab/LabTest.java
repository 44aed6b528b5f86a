package org.tidewaiter.testkit.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
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

    /** What a machine's own services rewrite by themselves is left out; everything that a host of the lab writes is in. */
    private static String machine() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c",
                "find /etc /var -xdev \\( -path /var/cache -o -path /var/tmp -o -path /var/lib/apt -o -path /var/lib/dpkg \\) -prune"
                        + " -o -type f -exec sha256sum {} + 2>/dev/null | sort -k 2; find /etc /var -xdev \\( -path /var/cache -o -path /var/tmp -o -path /var/lib/apt"
                        + " -o -path /var/lib/dpkg \\) -prune -o -printf '%p %m %U %G\\n' | sort; hostname; ip -o link; ip -o addr; ip route; cut -d ' ' -f 2,3 /proc/mounts | sort")
                .start();
        var text = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor());
        return text;
    }

    private static Set<String> lines(String text) {
        return Arrays.stream(text.split("\n")).collect(Collectors.toSet());
    }

    @Test
    void theMachineIsTheSameBeforeDuringAndAfter() throws Exception {
        var before = lines(machine());
        assertTrue(before.size() > 500, "the listing is too short to prove anything: " + before.size());
        try (var lab = Lab.up()) {
            lab.exec("lin1", "sh", "-c",
                    "echo changed >/etc/hosts; echo changed >/var/changed; useradd somebody; hostname elsewhere");
            assertEquals(before, lines(machine()));
        }
        assertEquals(before, lines(machine()));
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
