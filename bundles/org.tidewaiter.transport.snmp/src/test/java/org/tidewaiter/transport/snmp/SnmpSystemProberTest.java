package org.tidewaiter.transport.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;

/** The question for the system group as the sweep asks it. */
@Timeout(60)
class SnmpSystemProberTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Credential COMMUNITY = TestVisit.community(Snmpd.COMMUNITY, null);
    private static final Credential USER = TestVisit.user("auditor", Authentication.SHA1, Privacy.AES128);
    private static final Credential WRONG_USER = TestVisit.user("auditor", Authentication.SHA1, "wrong password", Privacy.AES128,
            "wrong password");

    private static ProbeAnswer ask(SnmpSystemProber prober, int port, String address, Credential... credentials)
            throws Exception {
        return prober
                .ask(new Question(TestVisit.address(address), new Probe.SnmpSystem(port), TIMEOUT, List.of(credentials), null));
    }

    private static Snmpd agent(int port, String... addresses) throws Exception {
        return Snmpd
                .start(port,
                        "rocommunity \"" + Snmpd.COMMUNITY + "\"\ncreateUser auditor SHA \"" + Snmpd.AUTHENTICATION + "\" AES \""
                                + Snmpd.PRIVACY + "\"\nrouser auditor priv\nsysName swept\nsysDescr Model 7 Version 1.2\n",
                        addresses);
    }

    @Test
    void theSafestVersionThatAnswersWins() throws Exception {
        Snmpd.obstacle().ifPresent(why -> assumeTrue(false, why));
        var port = Snmpd.freePort();
        var prober = new SnmpSystemProber();
        try (var _ = agent(port, "udp:127.0.0.1:" + port)) {
            assertEquals("3", seen(prober, ask(prober, port, "127.0.0.1", COMMUNITY, USER)).version());
            var answer = ask(prober, port, "127.0.0.1", WRONG_USER, COMMUNITY);
            assertTrue(
                    new String(answer.bytes()).startsWith("# version 2c credential test-community\n1.3.6.1.2.1.1.1.0|4|Model 7"),
                    new String(answer.bytes()));
            var system = seen(prober, answer);
            assertEquals(List.of("2c", "Model 7 Version 1.2", "swept"),
                    List.of(system.version(), system.description(), system.name()));
            var refused = ask(prober, port, "127.0.0.1", WRONG_USER);
            assertEquals(List.of(PortState.OPEN, "snmp-refusal", 0),
                    List.of(refused.state(), refused.reason(), refused.bytes().length));
            assertEquals(PortState.NO_ANSWER, ask(prober, port, "127.0.0.9", COMMUNITY, USER).state());
        } finally {
            prober.stop();
        }
    }

    private static Observation.SnmpSystem seen(SnmpSystemProber prober, ProbeAnswer answer) {
        assertEquals(PortState.OPEN, answer.state());
        assertTrue(answer.roundTrip() != null && answer.roundTrip().toNanos() > 0);
        var note = ProbeAnswer.of(answer.note(), answer.bytes());
        assertEquals(answer.state(), note.state());
        return (Observation.SnmpSystem) prober.decode(new Probe.SnmpSystem(), note.bytes(), new Evidence(1, "")).orElseThrow();
    }

    /** All of 127.0.1.1 to 127.0.8.250, under way together; one agent listens for every eighth of the first block. */
    @Test
    void twoThousandAddressesAreAskedAtOnce() throws Exception {
        Snmpd.obstacle().ifPresent(why -> assumeTrue(false, why));
        var port = Snmpd.freePort();
        var prober = new SnmpSystemProber();
        var listening = new ArrayList<String>();
        for (var i = 8; i <= 248; i += 8) listening.add("udp:127.0.1." + i + ":" + port);
        try (var _ = agent(port, listening.toArray(String[]::new))) {
            var answers = new ConcurrentLinkedQueue<ProbeAnswer>();
            var done = new CountDownLatch(2000);
            for (var block = 1; block <= 8; block++) {
                for (var i = 1; i <= 250; i++) {
                    // paced as a sweep is: Linux drops what comes to the loopback interface in one burst
                    if (i % 5 == 0) Thread.sleep(2);
                    prober.ask(
                            new Question(TestVisit.address("127.0." + block + "." + i), new Probe.SnmpSystem(port), TIMEOUT,
                                    List.of(USER, COMMUNITY),
                                    null),
                            answer -> {
                                answers.add(answer);
                                done.countDown();
                            });
                }
            }
            assertTrue(done.await(10, TimeUnit.SECONDS), () -> done.getCount() + " are missing");
            assertEquals(31, answers.stream().filter(a -> a.state() == PortState.OPEN).count());
            // the addresses are one engine, so version 3 is spoken with one at a time, and the community may win
            assertEquals(31, answers.stream()
                    .filter(a -> new String(a.bytes()).matches("(?s)# version (3|2c) credential test-.*swept.*")).count());
            assertEquals(1969, answers.stream().filter(a -> a.state() == PortState.NO_ANSWER).count());
        } finally {
            prober.stop();
        }
    }

    @Test
    void anyBytesAreDecoded() {
        var prober = new SnmpSystemProber();
        for (var text : List.of("", "#", "# version 9 credential x", "1|2|3", "1.3.6.1.2.1.1.1.0|4x|zz", "\0\0|||",
                "1.3.6.1.2.1.1.3.0|67|-5")) {
            prober.decode(new Probe.SnmpSystem(), text.getBytes(), new Evidence(1, ""));
        }
    }
}
