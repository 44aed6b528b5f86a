package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.smb.rpc.Inquiries;

/** Answers that impacket encoded, cut and changed: rows come out, or a failure of the transport, in little memory. */
@Timeout(120)
class ServerHostileTest {
    private static final int MORE_DATA = 234;
    private static final int MUTATIONS = 4_000;
    private static final long MOST_MEMORY = 4 << 20;
    private static final long[] ODD = { 0, 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0xffff_fffeL, 0x4000_0000L, 65_536 };
    private static final Map<Subject, Recorded> RECORDED = new EnumMap<>(Subject.class);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        try (var peer = Peer.start(folder, """
                {"services": {"Spooler": {"start": 2, "state": 4, "type": 272, "display": "Spooler", "pid": 1812, "path": "C:\\\\a b.exe -x"},
                              "Agent": {"start": 3, "state": 1, "type": 16, "account": ".\\\\svc"}},
                 "shares": [["ADMIN$", 2147483648, "remote", "C:\\\\Windows", ""], ["x", 0, "", "D:\\\\x", "01000480000000000000000000000000"]],
                 "sessions": [["10.77.0.2", "anna", 3600, 12], ["[fd77::2]", "", 1, 0]],
                 "users": [["WIN6$", "WORKGROUP", ""], ["anna", "WIN6", "WIN6"]]}""")) {
            for (var subject : List.of(Subject.SHARES, Subject.SESSIONS, Subject.SERVICES, Subject.WORKSTATION,
                    Subject.LOGGED_ON)) {
                var recorded = Recorded.of(subject, peer);
                RECORDED.put(subject, recorded);
                assertEquals(Inquiries.ask(subject, peer).rows(), Inquiries.ask(subject, recorded.pipes()).rows());
            }
        }
    }

    /** Whether rows came out. */
    private static boolean ask(Subject subject, Recorded recorded) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        try {
            Inquiries.ask(subject, recorded.pipes()).rows().forEach(row -> assertFalse(row.containsValue(null)));
            return true;
        } catch (TransportException e) {
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
            return false;
        } finally {
            var allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MOST_MEMORY, () -> allocated + " bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "SHARES", "SESSIONS", "SERVICES", "WORKSTATION", "LOGGED_ON" })
    void cutAnywhere(Subject subject) {
        var recorded = RECORDED.get(subject);
        for (var index = 0; index < recorded.answers().size(); index++) {
            var answer = recorded.answers().get(index);
            // the middle of the buffer of services is empty
            for (var length = 0; length < answer.length; length += length > 1_000 && length < answer.length - 1_000 ? 101 : 1) {
                ask(subject, recorded.with(index, Arrays.copyOf(answer, length)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "SHARES", "SESSIONS", "SERVICES", "WORKSTATION", "LOGGED_ON" })
    void changedAtRandom(Subject subject) {
        var random = new Random(20_260_712);
        var recorded = RECORDED.get(subject);
        var told = 0;
        for (var i = 0; i < MUTATIONS; i++) {
            var index = random.nextInt(recorded.answers().size());
            told += ask(subject, recorded.with(index, mutated(recorded.answers().get(index), random))) ? 1 : 0;
        }
        // both ends are reached: what is harmless is read, and what is not is refused
        assertTrue(told > MUTATIONS / 50 && told < MUTATIONS, told + " of " + MUTATIONS);
    }

    private static byte[] mutated(byte[] answer, Random random) {
        var changed = ByteBuffer.wrap(answer.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (var times = 1 + random.nextInt(3); times > 0; times--) {
            // where there is something: at both ends
            var from = random.nextBoolean() ? 0 : Math.max(0, answer.length - 200);
            var at = from + random.nextInt(Math.min(answer.length - from, 200));
            if (random.nextBoolean() || (at & ~3) + 4 > answer.length) {
                changed.put(at, (byte) random.nextInt());
            } else {
                changed.putInt(at & ~3, (int) ODD[random.nextInt(ODD.length)]);
            }
        }
        return changed.array();
    }

    /** Each number in turn becomes each odd one, alone, and together with those that are equal to it, as counts that must agree are. */
    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "SHARES", "SESSIONS", "SERVICES", "WORKSTATION", "LOGGED_ON" })
    void eachNumber(Subject subject) {
        var recorded = RECORDED.get(subject);
        for (var index = 0; index < recorded.answers().size(); index++) {
            var answer = ByteBuffer.wrap(recorded.answers().get(index)).order(ByteOrder.LITTLE_ENDIAN);
            for (var at = 0; at + 4 <= answer.capacity(); at += 4) {
                if (answer.getInt(at) == 0 && at > 200 && at < answer.capacity() - 200) {
                    continue;
                }
                for (var odd : ODD) {
                    ask(subject, recorded.with(index, replaced(answer, at, (int) odd)));
                    ask(subject, recorded.with(index, allReplaced(answer, at, answer.getInt(at), (int) odd)));
                }
            }
        }
    }

    private static byte[] replaced(ByteBuffer answer, int at, int odd) {
        return ByteBuffer.wrap(answer.array().clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(at, odd).array();
    }

    private static byte[] allReplaced(ByteBuffer answer, int from, int number, int odd) {
        var changed = ByteBuffer.wrap(answer.array().clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = from; at + 8 <= changed.capacity(); at += 4) {
            if (changed.getInt(at) == number) {
                changed.putInt(at, odd);
            }
        }
        return changed.array();
    }

    /** A list that says again and again that there is more. */
    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "SHARES", "SESSIONS", "LOGGED_ON" })
    void aListWhoseHandleDoesNotAdvanceEnds(Subject subject) throws Exception {
        var answer = RECORDED.get(subject).answers().getFirst().clone();
        ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).putInt(answer.length - 4, MORE_DATA).putInt(answer.length - 8, 7);
        var pipes = new Recorded(List.of(answer), true).pipes();
        assertEquals(4, Inquiries.ask(subject, pipes).rows().size());
        assertEquals(2, pipes.calls);
    }

    @Test
    void neitherDoServicesGoOnForEver() throws Exception {
        var recorded = RECORDED.get(Subject.SERVICES);
        var answer = recorded.answers().get(1).clone();
        var bytes = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).putInt(answer.length - 4, MORE_DATA);
        var pipes = recorded.with(1, answer).pipes();
        // the resume index is 0, as it was
        assertEquals(2, Inquiries.ask(Subject.SERVICES, pipes).rows().size());
        // opened; listed; three calls for each of two; closed
        assertEquals(1 + 1 + 6 + 1, pipes.calls);
        // more, and none given: once more with the largest buffer, and that is all
        bytes.putInt(answer.length - 16, 0);
        var none = new Recorded(List.of(recorded.answers().getFirst(), answer), true).pipes();
        assertEquals(0, Inquiries.ask(Subject.SERVICES, none).rows().size());
        assertEquals(4, none.calls);
    }

    /** One that goes round in circles. */
    @Test
    void aListHasSoManyPages() throws Exception {
        var one = RECORDED.get(Subject.LOGGED_ON).answers().getFirst().clone();
        var other = one.clone();
        ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).putInt(one.length - 4, MORE_DATA).putInt(one.length - 8, 7);
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(other.length - 4, MORE_DATA).putInt(other.length - 8, 8);
        var pipes = new Recorded(Collections.nCopies(500, List.of(one, other)).stream().flatMap(List::stream).toList(), false)
                .pipes();
        assertEquals(400, Inquiries.ask(Subject.LOGGED_ON, pipes).rows().size());
        assertEquals(200, pipes.calls);
    }

    @Test
    void whatIsRefusedSaysWhyAndByWhichCall() {
        var handle = new byte[20];
        var denied = refused(Subject.SERVICES, handle, 5);
        assertEquals(Failure.DENIED, denied.failure());
        assertTrue(denied.getMessage().startsWith("svcctl ROpenSCManagerW: access denied"), denied.getMessage());
        // NERR_NetNotStarted
        var other = refused(Subject.LOGGED_ON, new byte[0], 2102);
        assertEquals(Failure.UNSUPPORTED, other.failure());
        assertEquals("wkssvc NetrWkstaUserEnum gave error 2102", other.getMessage());
    }

    private static TransportException refused(Subject subject, byte[] results, int status) {
        var answer = ByteBuffer.allocate(results.length + 4).order(ByteOrder.LITTLE_ENDIAN).put(results).putInt(status).array();
        return assertThrows(TransportException.class, () -> Inquiries.ask(subject, new Recorded(List.of(answer), true).pipes()));
    }
}
