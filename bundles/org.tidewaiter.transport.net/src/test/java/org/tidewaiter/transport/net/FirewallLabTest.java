package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.testkit.lab.Lab;

/** Against nftables, which drops and rejects in every way there is. */
@Timeout(60)
class FirewallLabTest {

    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Lab.obstacle().isEmpty(), () -> Lab.obstacle().orElseThrow());
        lab = Lab.up("fw1");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static ScopedAddress address(String text) throws TransportException {
        return new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 24), new Prefix(IpAddress.parse("fd77::"), 64),
                new Prefix(IpAddress.parse("10.78.0.0"), 24)), List.of()).admit(IpAddress.parse(text));
    }

    private static ProbeAnswer connect(String address, int port) throws Exception {
        return lab.inside(
                () -> new TcpProber(new SharedNetwork())
                        .ask(Question.of(address(address), new Probe.TcpConnect(port), Duration.ofMillis(1500))));
    }

    @ParameterizedTest
    @CsvSource({ "22,NO_ANSWER,no-answer", "80,OPEN,syn-ack", "81,CLOSED,rst", "135,CLOSED,rst", "139,FILTERED,port-unreachable",
        "443,FILTERED,admin-prohibited", "445,UNREACHABLE,host-unreachable" })
    void anIpv4FirewallIsReadForWhatItSays(int port, PortState state, String reason) throws Exception {
        var answer = connect("10.77.0.70", port);
        assertEquals(state + " " + reason, answer.state() + " " + answer.reason());
    }

    @ParameterizedTest
    @CsvSource({ "22,NO_ANSWER,no-answer", "80,OPEN,syn-ack", "81,CLOSED,rst", "135,CLOSED,rst", "139,FILTERED,port-unreachable",
        "443,FILTERED,admin-prohibited", "445,UNREACHABLE,host-unreachable" })
    void anIpv6FirewallIsReadTheSameWay(int port, PortState state, String reason) throws Exception {
        var answer = connect("fd77::70", port);
        assertEquals(state + " " + reason, answer.state() + " " + answer.reason());
    }

    @Test
    void anAbsentHostIsUnreachableOrSilentAndAForeignNetworkIsUnreachable() throws Exception {
        assertEquals(PortState.UNREACHABLE,
                lab.inside(() -> new TcpProber(new SharedNetwork())
                        .ask(Question.of(address("10.77.0.99"), new Probe.TcpConnect(80), Duration.ofSeconds(8))))
                        .state());
        assertEquals("net-unreachable", connect("10.78.0.1", 80).reason());
    }

    @Test
    void theServerSeesAnOrderlyEndAndNoByte() throws Exception {
        connect("10.77.0.70", 80);
        lab.inside(() -> new TcpProber(new SharedNetwork())
                .ask(Question.of(address("10.77.0.70"), new Probe.Banner(80), Duration.ofMillis(500))));
        Thread.sleep(200);
        assertEquals(List.of("FIN"), lab.exec("fw1", "cat", "/var/log/port80.log").lines().distinct().toList());
    }
}
