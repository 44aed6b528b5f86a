package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.sun.management.ThreadMXBean;

/** Answers that Samba 4.17 gave on the lab's win3 and, for IDENTITY, dc1, cut and mutated: what comes out is rows or a TransportException, soon, and without much memory. */
@Timeout(120)
class RpcHostileTest {
    private static final int SEED = 20_261_201;
    private static final int MUTATIONS = 4_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final String[] SUBJECTS = { "PASSWORD_POLICY", "ACCOUNTS", "GROUPS", "USER_RIGHTS", "AUDIT_POLICY",
        "IDENTITY" };

    /** What one call was answered: {@code IDENTITY lsarpc 46 00000200..}. */
    private static List<FakePipes.Answer> recorded(Subject subject) throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources/rpc/samba.txt"))) {
            return lines.map(l -> l.split(" ", -1)).filter(w -> w[0].equals(subject.name()))
                    .map(w -> new FakePipes.Answer(w[1], Integer.parseInt(w[2]), HexFormat.of().parseHex(w[3]))).toList();
        }
    }

    private static Stream<Subject> subjects() {
        return Stream.of(SUBJECTS).map(Subject::valueOf);
    }

    @Test
    void whatWasRecordedIsRead() throws Exception {
        for (var subject : subjects().toList()) {
            assertTrue(!Inquiries.ask(subject, new FakePipes(recorded(subject))).rows().isEmpty(), subject.name());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "PASSWORD_POLICY", "ACCOUNTS", "GROUPS", "USER_RIGHTS", "AUDIT_POLICY",
        "IDENTITY" })
    void cutAnywhereItIsBrokenAtMost(Subject subject) throws Exception {
        var answers = recorded(subject);
        var refusals = 0;
        for (var at = 0; at < answers.size(); at++) {
            for (var length = 0; length < answers.get(at).stub().length; length++) {
                var kept = length;
                refusals += survives(subject, changed(answers, at, stub -> Arrays.copyOf(stub, kept))) ? 0 : 1;
            }
        }
        assertTrue(refusals > 0);
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, names = { "PASSWORD_POLICY", "ACCOUNTS", "GROUPS", "USER_RIGHTS", "AUDIT_POLICY",
        "IDENTITY" })
    void mutatedItIsBrokenAtMost(Subject subject) throws Exception {
        var answers = recorded(subject);
        var random = new Random(SEED);
        var refusals = 0;
        for (var i = 0; i < MUTATIONS; i++) {
            var pipes = changed(answers, random.nextInt(answers.size()), stub -> mutated(stub, random));
            if (random.nextInt(8) == 0) {
                pipes.mutatePdus(new Random(random.nextLong()));
            }
            refusals += survives(subject, pipes) ? 0 : 1;
        }
        assertTrue(refusals > MUTATIONS / 20, refusals + " of " + MUTATIONS + " were refused");
    }

    private static FakePipes changed(List<FakePipes.Answer> answers, int at, UnaryOperator<byte[]> change) {
        var all = new ArrayList<>(answers);
        var was = all.get(at);
        all.set(at, new FakePipes.Answer(was.pipe(), was.operation(), change.apply(was.stub())));
        return new FakePipes(all);
    }

    private static byte[] mutated(byte[] stub, Random random) {
        var bytes = stub.clone();
        for (var changes = 1 + random.nextInt(4); changes > 0 && bytes.length >= 4; changes--) {
            var at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> word(bytes, at, -1);
                default -> word(bytes, at, random.nextInt(1 << random.nextInt(1, 31)));
            }
        }
        return random.nextInt(6) == 0 ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length + 1)) : bytes;
    }

    private static void word(byte[] bytes, int at, int value) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(Math.min(at & ~3, bytes.length - 4 & ~3), value);
    }

    /** Whether there were rows. */
    private static boolean survives(Subject subject, FakePipes pipes) {
        var before = allocated();
        var isRead = true;
        try {
            Inquiries.ask(subject, pipes).rows();
        } catch (TransportException e) {
            isRead = false;
        }
        assertTrue(allocated() - before < MOST_BYTES, () -> subject + " took " + (allocated() - before) + " bytes");
        assertTrue(pipes.areClosed(), "pipes are left open");
        return isRead;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    private static List<SequencedMap<String, Object>> readWith(Subject subject, int operation, UnaryOperator<byte[]> change)
            throws Exception {
        var all = recorded(subject).stream()
                .map(a -> a.operation() == operation ? new FakePipes.Answer(a.pipe(), operation, change.apply(a.stub())) : a)
                .toList();
        var pipes = new FakePipes(all);
        pipes.turn(operation);
        try {
            return Inquiries.ask(subject, pipes).rows();
        } finally {
            assertTrue(pipes.calls(operation) <= 2 * 200, pipes.calls(operation) + " calls");
        }
    }

    /** STATUS_MORE_ENTRIES for ever, with a context that advances: it ends after 200 pages of each domain. */
    @Test
    void anEnumerationWithoutAnEndIsEnded() throws Exception {
        var accounts = readWith(Subject.ACCOUNTS, 13, RpcHostileTest::more);
        assertEquals(2 * 200, accounts.size());
        readWith(Subject.GROUPS, 15, RpcHostileTest::more);
        var rights = recorded(Subject.USER_RIGHTS).stream().filter(a -> a.operation() == 11).findFirst().orElseThrow();
        readWith(Subject.USER_RIGHTS, 11, _ -> more(rights.stub()));
    }

    private static byte[] more(byte[] stub) {
        var bytes = stub.clone();
        word(bytes, bytes.length - 4, 0x105);
        return bytes;
    }

    /** A computer that restricts remote calls to SAM may do so by a fault, whose status is ERROR_ACCESS_DENIED. */
    @Test
    void whoIsRefusedByAFaultIsDeniedToo() throws Exception {
        for (var fault : Map.of(5, Failure.DENIED, 0x1c01_0002, Failure.UNSUPPORTED).entrySet()) {
            var pipes = new FakePipes(recorded(Subject.PASSWORD_POLICY));
            pipes.fault(57, fault.getKey());
            var refused = assertThrows(TransportException.class, () -> Inquiries.ask(Subject.PASSWORD_POLICY, pipes).rows());
            assertEquals(fault.getValue(), refused.failure());
            assertTrue(pipes.areClosed());
        }
    }

    @Test
    void whoIsNotLetInIsDenied() throws Exception {
        var denied = new byte[24];
        word(denied, 20, 0xc000_0022);
        var refused = assertThrows(TransportException.class, () -> readWith(Subject.ACCOUNTS, 57, _ -> denied));
        assertEquals(Failure.DENIED, refused.failure());
    }

    /** Names that cannot be looked up are empty, and the members are there. */
    @Test
    void withoutNamesThereAreStillMembers() throws Exception {
        for (var row : readWith(Subject.GROUPS, 57, stub -> stub.length == 24 ? stub : new byte[3])) {
            assertEquals(((List<?>) row.get("Members")).stream().map(_ -> "").toList(), row.get("MemberNames"));
        }
    }
}
