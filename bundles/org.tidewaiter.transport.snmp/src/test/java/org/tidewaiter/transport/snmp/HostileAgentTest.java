package org.tidewaiter.transport.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;

/** Agents that break the protocol, each in its own way: what was read stays, and what was not is named. */
@Timeout(60)
class HostileAgentTest {

    private static final int ROWS = 200;
    private static final SnmpWalk WALK = SnmpWalk.of("rows", FakeAgent.TABLE.toString());

    private final TestVisit visit = new TestVisit();

    @AfterEach
    void noThreadIsLeft() throws IOException, InterruptedException {
        visit.close();
        for (var i = 0; i < 50 && !left().isEmpty(); i++) Thread.sleep(20);
        assertEquals(List.of(), left());
    }

    private static List<String> left() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(n -> n.contains("TransportMapping") || n.startsWith("Timer-")).toList();
    }

    private static Credential community(Version version) {
        return TestVisit.community(FakeAgent.COMMUNITY, version);
    }

    private SnmpReply walk(BiFunction<FakeAgent, PDU, PDU> behavior) throws Exception {
        return walk(behavior, Version.V2C);
    }

    private SnmpReply walk(BiFunction<FakeAgent, PDU, PDU> behavior, Version version) throws Exception {
        try (var agent = new FakeAgent(ROWS, "127.0.0.1")) {
            var session = visit.session("127.0.0.1", agent.port(), community(version), WALK);
            agent.behavior = behavior;
            return session.walk(WALK);
        }
    }

    @Test
    void anHonestAgentIsReadToItsEnd() throws Exception {
        for (var version : Version.values()) {
            var reply = walk(FakeAgent::honest, version);
            assertEquals(ROWS, reply.variables().size());
            assertNull(reply.shortfall());
        }
    }

    @Test
    void anAgentThatBeginsAnewEndsTheWalk() throws Exception {
        var reply = walk((agent, request) -> {
            var response = agent.honest(request);
            for (var i = 0; i < response.size(); i++) {
                if (response.get(i).getOid().last() > 60)
                    response.set(i, new VariableBinding(new OID(FakeAgent.TABLE).append(1), new Integer32(1)));
            }
            return response;
        });
        assertEquals(60, reply.variables().size());
        assertEquals(GapReason.UNPARSEABLE, reply.shortfall().reason());
        assertTrue(reply.shortfall().detail().contains("gave 1.3.6.1.4.1.99999.1.1 after 1.3.6.1.4.1.99999.1.60"),
                reply.shortfall().detail());
    }

    @Test
    void anAgentThatRepeatsItselfEndsTheWalk() throws Exception {
        var reply = walk((agent, request) -> {
            var response = FakeAgent.response(request, PDU.noError);
            response.add(new VariableBinding(new OID(FakeAgent.TABLE).append(5), new Integer32(5)));
            return response;
        });
        assertEquals(1, reply.variables().size());
        assertEquals(GapReason.UNPARSEABLE, reply.shortfall().reason());
    }

    @ParameterizedTest
    @ValueSource(ints = { 30, 12, 7, 3 })
    void tooMuchAtOnceIsAskedInSmallerPortions(int most) throws Exception {
        var reply = walk((agent, request) -> FakeAgent.wanted(request) > most ? FakeAgent.response(request, PDU.tooBig)
                : agent.honest(request));
        assertEquals(ROWS, reply.variables().size());
        assertNull(reply.shortfall());
    }

    @ParameterizedTest
    @ValueSource(ints = { 12, 1 })
    void anAgentThatIsSilentOnTooMuchIsAskedForLess(int most) throws Exception {
        var unanswered = new AtomicInteger();
        var reply = walk((agent, request) -> {
            if (FakeAgent.wanted(request) <= most) return agent.honest(request);
            unanswered.incrementAndGet();
            return null;
        });
        assertEquals(ROWS, reply.variables().size());
        assertNull(reply.shortfall());
        assertTrue(unanswered.get() <= 9, "what was learnt is remembered: " + unanswered);
    }

    @Test
    void anAgentWithoutGetBulkIsReadOneByOne() throws Exception {
        var reply = walk((agent, request) -> request.getType() == PDU.GETBULK ? FakeAgent.response(request, PDU.genErr)
                : agent.honest(request));
        assertEquals(ROWS, reply.variables().size());
        assertNull(reply.shortfall());
    }

    @Test
    void anObjectThatFailsEndsItsColumnAndNoMore() throws Exception {
        try (var agent = new FakeAgent(ROWS, "127.0.0.1")) {
            var two = SnmpWalk.of("two", FakeAgent.TABLE.toString(), "1.3.6.1.2.1.1");
            var session = visit.session("127.0.0.1", agent.port(), community(Version.V2C), two);
            agent.behavior = (self, request) -> {
                var response = self.honest(request);
                return response.getVariableBindings().stream()
                        .anyMatch(b -> b.getOid().startsWith(FakeAgent.TABLE) && b.getOid().last() == 90)
                                ? FakeAgent.response(request, PDU.genErr) : response;
            };
            var reply = session.walk(two);
            assertEquals(89 + 6, reply.variables().size());
            assertEquals(GapReason.NOT_REPORTED, reply.shortfall().reason());
            assertTrue(reply.shortfall().detail().contains("what follows 1.3.6.1.4.1.99999.1.89"), reply.shortfall().detail());
        }
    }

    @Test
    void anAgentThatDiesHalfWayLeavesWhatItSaid() throws Exception {
        var answers = new AtomicInteger();
        var reply = walk((agent, request) -> answers.incrementAndGet() > 3 ? null : agent.honest(request));
        assertTrue(reply.variables().size() >= 75, () -> "" + reply.variables().size());
        assertEquals(GapReason.TIMED_OUT, reply.shortfall().reason());
        assertTrue(reply.shortfall().detail().contains("it had answered up to"), reply.shortfall().detail());
    }

    @Test
    void anAnswerFromAnotherAddressIsNotTakenButNamed() throws Exception {
        try (var agent = new FakeAgent(3, "127.0.0.2")) {
            var e = assertThrows(TransportException.class, () -> visit.open("127.0.0.1", agent.port(), community(null)));
            assertTrue(e.getMessage().contains("an answer came from 127.0.0.2"), e.getMessage());
        }
    }

    @Test
    void cutAndMutatedAnswersHarmNobody() throws Exception {
        var random = new Random(161);
        var sent = new AtomicInteger();
        try (var agent = new FakeAgent(ROWS, "127.0.0.1")) {
            var get = SnmpGet.of("get", "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0");
            var session = visit.open("127.0.0.1", agent.port(), community(Version.V2C));
            var cuts = new AtomicInteger(1);
            agent.wire = bytes -> {
                var all = new ArrayList<byte[]>();
                if (cuts.getAndSet(0) == 1) {
                    for (var length = 0; length < bytes.length; length++) all.add(Arrays.copyOf(bytes, length));
                    all.add(HexFormat.of().parseHex("30847fffffff020101048470000000"));
                    all.add(HexFormat.of().parseHex("3080020101048000"));
                }
                for (var i = 0; i < 50; i++) {
                    var mutated = bytes.clone();
                    for (var n = 0; n <= random.nextInt(4); n++)
                        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                    all.add(mutated);
                }
                sent.addAndGet(all.size());
                all.add(bytes);
                return all;
            };
            for (var round = 0; sent.get() < 5_200; round++) {
                var request = SnmpGet.of("get", "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1." + (round % 6 + 1) + ".0",
                        "1.3.6.1.2.1.1.9." + round);
                try {
                    session.lend(List.of(request)).get(request);
                } catch (TransportException e) {
                    assertFalse(e.getMessage().isBlank());
                }
            }
            agent.wire = List::of;
            assertEquals(2, session.lend(List.of(get)).get(get).variables().size());
        }
    }

    @Test
    void interruptAndAbortEndAWalkAtOnce() throws Exception {
        for (var abort : List.of(true, false)) {
            try (var agent = new FakeAgent(ROWS, "127.0.0.1")) {
                var live = visit.open("127.0.0.1", agent.port(), community(Version.V2C));
                var asked = new CountDownLatch(1);
                agent.behavior = (self, request) -> {
                    asked.countDown();
                    return null;
                };
                var thrown = new AtomicReference<Throwable>();
                var thread = Thread.ofVirtual().start(() -> {
                    try {
                        live.lend(List.of(WALK)).walk(WALK);
                    } catch (TransportException | InterruptedException e) {
                        thrown.set(e);
                    }
                });
                assertTrue(asked.await(5, TimeUnit.SECONDS));
                if (abort) live.abort();
                else thread.interrupt();
                assertTrue(thread.join(Duration.ofMillis(300)), "abort " + abort);
                assertEquals(InterruptedException.class, thrown.get().getClass());
                agent.behavior = FakeAgent::honest;
                assertEquals(ROWS, live.lend(List.of(WALK)).walk(WALK).variables().size(), "still usable");
            }
        }
    }

    @Test
    void aDeadAgentIsGivenUpInBoundedTime() throws Exception {
        try (var agent = new FakeAgent(ROWS, "127.0.0.1")) {
            var session = visit.session("127.0.0.1", agent.port(), community(Version.V2C), WALK);
            agent.behavior = (self, request) -> null;
            var began = System.nanoTime();
            var e = assertThrows(TransportException.class, () -> session.walk(WALK));
            assertEquals(Failure.TIMED_OUT, e.failure());
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(5));
        }
    }
}
