package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.testkit.lab.Lab;

/** Echo requests, the neighbour table and who refused, against the kernels of the lab's hosts. */
@Timeout(90)
class PresenceLabTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Lab.obstacle().isEmpty(), () -> Lab.obstacle().orElseThrow());
        lab = Lab.up("fw1", "blackhole", "slow");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static ScopedAddress address(String text) throws TransportException {
        return new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 24), new Prefix(IpAddress.parse("fd77::"), 64),
                new Prefix(IpAddress.parse("127.0.0.0"), 8)), List.of()).admit(IpAddress.parse(text));
    }

    private static ProbeAnswer echo(String address) throws Exception {
        return lab.inside(() -> {
            try (var network = new SharedNetwork()) {
                return new IcmpProber(network).ask(Question.of(address(address), new Probe.IcmpEcho(), PATIENCE));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "1 0", "0 2147483647" })
    void anEchoIsAnsweredOverBothVersionsByARawSocketAndByADatagramSocket(String pingGroups) throws Exception {
        sysctl(pingGroups);
        try {
            for (var host : List.of("10.77.0.70", "fd77::70")) {
                var answer = echo(host);
                assertEquals("OPEN echo-reply", answer.state() + " " + answer.reason(), host);
            }
            // one packet in twenty is lost there
            var slow = echo("10.77.0.73");
            for (var i = 0; i < 4 && slow.roundTrip() == null; i++) {
                slow = echo("10.77.0.73");
            }
            assertEquals("echo-reply", slow.reason());
            assertTrue(slow.roundTrip() != null && slow.roundTrip().toMillis() > 250, "the slow host was quick");
            assertEquals(PortState.NO_ANSWER, echo("10.77.0.72").state());
        } finally {
            sysctl("1 0");
        }
    }

    private static void sysctl(String pingGroups) throws Exception {
        var process = lab.auditor("sysctl", "-qw", "net.ipv4.ping_group_range=" + pingGroups).start();
        assertEquals(0, process.waitFor());
    }

    @Test
    void whoAnswersArpAndNeighbourDiscoveryAloneIsInTheTableAndWhoIsNotThereIsNot() throws Exception {
        for (var host : List.of("10.77.0.72", "fd77::72")) {
            var seen = lab.inside(() -> {
                echo(host);
                return new NeighborProber(new SystemLinks()).ask(Question.of(address(host), new Probe.Neighbor(), PATIENCE));
            });
            assertEquals("OPEN resolved", seen.state() + " " + seen.reason(), host);
            var mac = new NeighborProber(new SystemLinks()).decode(new Probe.Neighbor(), seen.bytes(), new Evidence(1, ""));
            assertEquals(lab.exec("blackhole", "cat", "/sys/class/net/eth0/address").strip(),
                    ((Observation.NeighborMac) mac.orElseThrow()).mac().toString());
        }
        var nobody = lab.inside(() -> {
            echo("10.77.0.99");
            return new NeighborProber(new SystemLinks()).ask(Question.of(address("10.77.0.99"), new Probe.Neighbor(), PATIENCE));
        });
        assertEquals("NO_ANSWER no-neighbor", nobody.state() + " " + nobody.reason());
    }

    @Test
    void theTableIsTheOneThatIpPrints() throws Exception {
        for (var host : List.of("10.77.0.70", "10.77.0.72", "fd77::70")) {
            echo(host);
        }
        var ours = lab.inside(() -> new SystemLinks().neighbors());
        var process = lab.auditor("sh", "-c", "ip neigh show | sed -n 's/^\\([^ ]*\\) .* lladdr \\([^ ]*\\) .*/\\1 \\2/p'")
                .start();
        var theirs = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().sorted()
                .toList();
        var told = new ArrayList<String>();
        ours.forEach((address, neighbor) -> {
            if (neighbor.mac() != null) {
                told.add(address + " " + neighbor.mac());
            }
        });
        assertTrue(theirs.size() >= 3, theirs::toString);
        assertEquals(theirs, told.stream().sorted().toList());
    }

    @Test
    void udpIsRefusedByTheHostOrByTheFirewallAndSilenceIsSilence() throws Exception {
        assertEquals("FILTERED admin-prohibited", udp("10.77.0.70", new Probe.NetbiosStatus()));
        assertEquals("NO_ANSWER no-answer", udp("10.77.0.70", new Probe.SnmpEngine()));
        assertEquals("CLOSED port-unreachable", udp("10.77.0.70", new Probe.MdnsQuery()));
    }

    private static String udp(String address, Probe probe) throws Exception {
        var answer = lab.inside(() -> {
            try (var network = new SharedNetwork()) {
                return new UdpProber(network).ask(Question.of(address(address), probe, PATIENCE));
            }
        });
        return answer.state() + " " + answer.reason();
    }

    @Test
    void thousandsOfAddressesAreAskedAtOnceFromOneThread() throws Exception {
        var answers = new ConcurrentLinkedQueue<PortState>();
        var left = new CountDownLatch(8_000);
        var before = Thread.getAllStackTraces().size();
        try (var network = new SharedNetwork()) {
            var tcp = new TcpProber(network);
            var icmp = new IcmpProber(network);
            for (var i = 0; i < 4_000; i++) {
                var there = address("127.2." + i / 250 + "." + (1 + i % 250));
                tcp.ask(Question.of(there, new Probe.TcpConnect(9), PATIENCE), a -> count(a, answers, left));
                icmp.ask(Question.of(there, new Probe.IcmpEcho(), PATIENCE), a -> count(a, answers, left));
            }
            assertTrue(left.await(30, TimeUnit.SECONDS), () -> left.getCount() + " were never answered");
            assertTrue(Thread.getAllStackTraces().size() <= before + 2, "a thread for each question");
        }
        assertEquals(4_000, answers.stream().filter(s -> s == PortState.OPEN).count());
        assertEquals(4_000, answers.stream().filter(s -> s == PortState.CLOSED).count());
    }

    private static void count(ProbeAnswer answer, ConcurrentLinkedQueue<PortState> answers, CountDownLatch left) {
        answers.add(answer.state());
        left.countDown();
    }
}
