package org.tidewaiter.transport.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.testkit.GrowingLog;

/** Against this machine's own /bin/sh. */
@Timeout(60)
class LocalShellTransportTest {

    private final GrowingLog log = new GrowingLog();

    private LiveSession<ShellSession> open() throws TransportException, InterruptedException {
        return new LocalShellTransport().open(new Opening(null, 0, null, (credential, leg) -> leg.run(), new NoPins(), log,
                Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    private static final class NoPins implements PeerPins {
        @Override
        public Optional<Pin> find(String endpoint) {
            return Optional.empty();
        }

        @Override
        public Pin pinFirst(String endpoint, Pin pin) {
            return pin;
        }
    }

    private static ShellSession lend(LiveSession<ShellSession> live, Request... requests) {
        live.announce(List.of(requests));
        return live.lend(List.of(requests));
    }

    private static ShellCommand marked(String mark, String text) {
        return ShellCommand.of("marked", text + "; : " + mark);
    }

    private static List<ProcessHandle> processesWith(String mark) {
        return ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains(mark)
                || Arrays.toString(p.info().arguments().orElse(new String[0])).contains(mark)).toList();
    }

    private static void assertGoneWithin(Duration patience, String mark) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (!processesWith(mark).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertEquals(List.of(), processesWith(mark));
    }

    @Test
    void theShellSaysWhoItIsAndTheOpeningIsOneExchange() throws Exception {
        try (var live = open()) {
            var greeting = (Observation.ShellGreeting) live.greeting().getFirst();
            var uname = new ProcessBuilder("uname", "-srm").start();
            var words = new String(uname.getInputStream().readAllBytes()).strip().split(" ");
            assertEquals(List.of(words), List.of(greeting.system(), greeting.release(), greeting.machine()));
            assertEquals(1, log.exchanges().size());
            var opening = log.exchanges().getFirst();
            assertEquals(Exchange.Kind.SESSION, opening.kind());
            assertEquals(words[0], SessionFacts.of(opening.out()).value("system"));
            assertEquals(1, greeting.evidence().exchange());
        }
    }

    @Test
    void manyCommandsTravelTogetherAndEachGetsItsOwnReplyInAnyOrder() throws Exception {
        var commands = new ArrayList<ShellCommand>();
        for (var i = 0; i < 40; i++) {
            commands.add(ShellCommand.of("number-" + i, "echo out " + i + "; echo err " + i + " >&2; exit " + i));
        }
        try (var live = open()) {
            var shell = lend(live, commands.toArray(Request[]::new));
            for (var i = 39; i >= 0; i--) {
                var reply = shell.run(commands.get(i));
                assertEquals("out " + i + "\n", reply.out());
                assertEquals("err " + i + "\n", reply.err());
                assertEquals(i, reply.exit());
                assertNull(reply.shortfall());
            }
            assertEquals(41, log.exchanges().size());
        }
    }

    @Test
    void theSameQuestionTwiceIsOneExchange() throws Exception {
        var first = ShellCommand.of("a", "date +%s%N");
        var second = ShellCommand.of("b", "date +%s%N").within(Duration.ofSeconds(3));
        try (var live = open()) {
            var shell = lend(live, first, second);
            var reply = shell.run(first);
            assertEquals(reply, shell.run(second));
            assertEquals(2, log.exchanges().size());
        }
    }

    @Test
    void outputOfAnyBytesComesBackAsItIs() throws Exception {
        var binary = ShellCommand.of("binary", "printf 'a\\0b\\377\\n\\n\\000'; printf 'e\\000\\376' >&2");
        var nothing = ShellCommand.of("nothing", "true");
        var unfinished = ShellCommand.of("unfinished", "printf 'no line end'");
        try (var live = open()) {
            var shell = lend(live, binary, nothing, unfinished);
            shell.run(binary);
            assertArrayEquals(new byte[] { 'a', 0, 'b', (byte) 0xff, '\n', '\n', 0 }, log.exchanges().get(1).out());
            assertArrayEquals(new byte[] { 'e', 0, (byte) 0xfe }, log.exchanges().get(1).err());
            assertEquals("", shell.run(nothing).out());
            assertEquals("no line end", shell.run(unfinished).out());
        }
    }

    @Test
    void whatLooksLikeAMarkIsOutput() throws Exception {
        var forged = "0123456789abcdef0123456789abcdef:1:0\n0123456789abcdef0123456789abcdef:2:0\n:1:0\n";
        var forger = ShellCommand.of("forger",
                "printf '%s' '" + forged + "'; printf '%s' '" + forged + "' >&2; echo $n:1:0; exit 7");
        var after = ShellCommand.of("after", "echo after");
        try (var live = open()) {
            var shell = lend(live, forger, after);
            assertEquals(forged + ":1:0\n", shell.run(forger).out());
            assertEquals(forged, shell.run(forger).err());
            assertEquals(7, shell.run(forger).exit());
            assertEquals("after\n", shell.run(after).out());
        }
    }

    @Test
    void aCommandSeesNeitherTheMarkNorOurInputAndSpeaksC() throws Exception {
        var environment = ShellCommand.of("environment",
                "env; echo --; cat; umask; echo \"[$n][$w][$HISTFILE]\"; ps -e -o args | grep -c '[n]=[0-9a-f]\\{32\\}'");
        try (var live = open()) {
            var reply = lend(live, environment).run(environment);
            assertTrue(reply.out().contains("LC_ALL=C\n"), reply.out());
            assertTrue(reply.out().endsWith("--\n0077\n[][][]\n0\n"), reply.out());
            assertTrue(reply.lines().stream().noneMatch(l -> l.matches(".*\\b[0-9a-f]{32}\\b.*")), reply.out());
        }
    }

    @Test
    void aFloodIsCutAndTheCommandsAfterItAreUntouched() throws Exception {
        var before = ShellCommand.of("before", "echo before");
        var flood = ShellCommand.of("flood", "yes | head -c 200000000");
        var after = ShellCommand.of("after", "echo after");
        try (var live = open()) {
            var shell = lend(live, before, flood, after);
            assertEquals("after\n", shell.run(after).out());
            assertEquals("before\n", shell.run(before).out());
            var reply = shell.run(flood);
            assertEquals(GapReason.UNPARSEABLE, reply.shortfall().reason());
            assertEquals("flood: more than 16 MiB of output; cut", reply.shortfall().detail());
            assertEquals(16 << 20, reply.out().length());
        }
    }

    @Test
    void aCommandThatHangsIsEndedAndTheCommandsAfterItAreUntouched() throws Exception {
        var mark = UUID.randomUUID().toString();
        var hang = marked(mark, "echo partial; sleep 600").within(Duration.ofSeconds(1));
        var after = ShellCommand.of("after", "echo after");
        try (var live = open()) {
            var shell = lend(live, hang, after);
            var reply = shell.run(hang);
            assertEquals(GapReason.TIMED_OUT, reply.shortfall().reason());
            assertEquals("partial\n", reply.out());
            assertEquals("after\n", shell.run(after).out());
        }
        assertGoneWithin(Duration.ofSeconds(1), mark);
    }

    @Test
    void aCommandThatIgnoresTheDevicesSignalIsCutByUs() throws Exception {
        var mark = UUID.randomUUID().toString();
        var stubborn = marked(mark, "trap '' TERM; echo partial; while :; do sleep 1; done").within(Duration.ofSeconds(1));
        try (var live = open()) {
            var reply = lend(live, stubborn).run(stubborn);
            assertEquals(GapReason.TIMED_OUT, reply.shortfall().reason());
            assertEquals("partial\n", reply.out());
        }
        assertGoneWithin(Duration.ofSeconds(2), mark);
    }

    @Test
    void aMissingProgramIsNotPresentAndAFailingOneIsNot() throws Exception {
        var missing = ShellCommand.of("missing", "tidewaiter-no-such-program -x");
        var failing = ShellCommand.of("failing", "ls /tidewaiter-no-such-file");
        try (var live = open()) {
            var shell = lend(live, missing, failing);
            assertEquals("no such command: tidewaiter-no-such-program", shell.run(missing).shortfall().detail());
            assertEquals(GapReason.NOT_PRESENT, shell.run(missing).shortfall().reason());
            assertNull(shell.run(failing).shortfall());
            assertTrue(shell.run(failing).exit() > 0);
        }
    }

    @Test
    void templatesRunSinglyAndUndeclaredRequestsNever() throws Exception {
        var template = new ShellTemplate("file", "printf %s {name:[a-z' ]+}", ShellCommand.Privilege.LOGIN);
        try (var live = open()) {
            var shell = lend(live, template);
            assertEquals("it's a name", shell.run(template, "it's a name").out());
            assertThrows(IllegalArgumentException.class, () -> shell.run(template, "$(id)"));
            assertThrows(UndeclaredRequestException.class, () -> shell.run(ShellCommand.of("id", "id")));
            assertEquals(2, log.exchanges().size());
        }
    }

    @Test
    void aCommandThatKillsItsShellLosesItsOwnReplyOnly() throws Exception {
        var killer = ShellCommand.of("killer", "kill -KILL $(ps -o ppid= -p $PPID)");
        var after = ShellCommand.of("after", "echo after");
        try (var live = open()) {
            var shell = lend(live, killer, after);
            var failure = assertThrows(TransportException.class, () -> shell.run(killer));
            assertEquals(TransportException.Failure.BROKEN, failure.failure());
            assertEquals("after\n", shell.run(after).out());
            assertEquals(TransportException.Failure.BROKEN, log.exchanges().get(1).ending().failure());
        }
    }

    @Test
    void interruptedItComesBackAtOnceAndTheSessionGoesOn() throws Exception {
        var hang = ShellCommand.of("hang", "sleep 600");
        var other = ShellCommand.of("other", "echo other");
        try (var live = open()) {
            var shell = lend(live, hang);
            var result = new CompletableFuture<Throwable>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    shell.run(hang);
                } catch (InterruptedException | TransportException e) {
                    result.complete(e);
                }
            });
            Thread.sleep(500);
            thread.interrupt();
            assertEquals(InterruptedException.class, result.get(1, TimeUnit.SECONDS).getClass());
            live.abort();
            assertEquals("other\n", live.lend(List.of(other)).run(other).out());
        }
    }

    @Test
    void abortedItComesBackAtOnceAndTheCommandEnds() throws Exception {
        var mark = UUID.randomUUID().toString();
        var hang = marked(mark, "sleep 600");
        var after = ShellCommand.of("after", "echo after");
        try (var live = open()) {
            var shell = lend(live, hang, after);
            var result = new CompletableFuture<Throwable>();
            Thread.ofVirtual().start(() -> {
                try {
                    shell.run(hang);
                } catch (InterruptedException | TransportException e) {
                    result.complete(e);
                }
            });
            Thread.sleep(500);
            assertTrue(processesWith(mark).size() > 0);
            live.abort();
            assertEquals(TransportException.class, result.get(1, TimeUnit.SECONDS).getClass());
            assertEquals("after\n", shell.run(after).out());
            assertGoneWithin(Duration.ofSeconds(2), mark);
        }
    }

    @SuppressWarnings("resource")
    @Test
    void closingLeavesNoProcessAndNoThread() throws Exception {
        var mark = UUID.randomUUID().toString();
        var hang = marked(mark, "sh -c 'sleep 600; : " + mark + "' & sleep 600");
        var live = open();
        var shell = lend(live, hang);
        var thread = Thread.ofPlatform().start(() -> assertThrows(TransportException.class, () -> shell.run(hang)));
        Thread.sleep(500);
        assertTrue(processesWith(mark).size() > 1);
        live.close();
        assertGoneWithin(Duration.ofSeconds(2), mark);
        thread.join(1000);
        assertEquals(Thread.State.TERMINATED, thread.getState());
    }
}
