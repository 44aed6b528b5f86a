package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.FileShareReplies;

/** The way through a share, whatever its server says that there is. */
@Timeout(60)
class FileWalkTest {

    private static final Instant CHANGED = Instant.parse("2026-05-04T03:02:01Z");
    private static final FileShareRead READ = FileShareRead.of("walk", "SYSVOL",
            List.of("*\\Policies\\*\\*\\Preferences\\Groups\\Groups.xml", "*\\Policies\\*\\*\\Registry.pol"), List.of("name"),
            List.of("cpassword"));
    private static final String XML = "<Groups name=\"%s\"><P cpassword=\"" + FileContentTest.CANARY + "\"/></Groups>";

    /** A share of these files, and of listings that are as a test says. */
    private static final class Share implements Folders {
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, List<Entry>> lists = new TreeMap<>();
        private final Map<String, Failure> failures = new TreeMap<>();
        private final List<String> asked = new ArrayList<>();

        Share file(String path, String text) {
            files.put(path, text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        @Override
        public List<Entry> list(String path, int most) throws TransportException {
            fail(path);
            var entries = new TreeMap<String, Entry>();
            for (var file : files.entrySet()) {
                if (path.isEmpty() || file.getKey().startsWith(path + "\\")) {
                    var rest = file.getKey().substring(path.isEmpty() ? 0 : path.length() + 1);
                    var name = rest.replaceFirst("\\\\.*", "");
                    entries.put(name, new Entry(name, rest.contains("\\"), file.getValue().length, CHANGED));
                }
            }
            var all = new ArrayList<>(entries.values());
            all.addAll(lists.getOrDefault(path, List.of()));
            return all.subList(0, Math.min(all.size(), most));
        }

        @Override
        public byte[] read(String path, int most) throws TransportException {
            fail(path);
            var bytes = files.getOrDefault(path, new byte[0]);
            return bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
        }

        private void fail(String path) throws TransportException {
            asked.add(path);
            if (failures.containsKey(path)) {
                throw new TransportException(failures.get(path), path + ": STATUS_OF_A_TEST");
            }
        }
    }

    private static FileShareReply walk(Folders share, FileShareRead read) throws TransportException, InterruptedException {
        var outcome = FileWalk.walk(share, read);
        assertFalse(outcome.text().contains(FileContentTest.CANARY), outcome.text());
        return FileShareReplies.reply(new Exchange(1, Exchange.Kind.REQUEST, read.id(), read.text(), outcome.ending(), -1,
                outcome.text().getBytes(StandardCharsets.UTF_8), new byte[0], CHANGED, Duration.ZERO));
    }

    private static List<String> paths(FileShareReply reply) {
        return reply.files().stream().map(f -> f.path()).toList();
    }

    @Test
    void onlyWhatThePatternsLeadToIsLookedAt() throws Exception {
        var share = new Share().file("ad.test\\Policies\\{A}\\MACHINE\\Preferences\\groups\\GROUPS.XML", XML.formatted("one"))
                .file("ad.test\\Policies\\{A}\\MACHINE\\Scripts\\Startup\\secret.xml", "x")
                .file("ad.test\\Policies\\{A}\\GPT.INI", "x").file("ad.test\\scripts\\Groups.xml", "x")
                .file("ad.test\\Policies\\{B}\\User\\Registry.pol\\Registry.pol", "a folder of that name");
        var reply = walk(share, READ);
        assertEquals(List.of("ad.test\\Policies\\{A}\\MACHINE\\Preferences\\groups\\GROUPS.XML"), paths(reply));
        var file = reply.files().getFirst();
        assertEquals(List.of("Groups name=\"one\"", "Groups/P cpassword=\"[secret cut]\""), file.lines());
        assertEquals(CHANGED + " 131 1 4", file.changed() + " " + file.sizeBytes() + " " + file.line() + " " + file.line(0));
        assertEquals(null, reply.shortfall());
        assertTrue(share.asked.stream().noneMatch(p -> p.contains("Scripts") || p.contains("scripts")), share.asked::toString);
    }

    @Test
    void namesThatLeadElsewhereAreNotFollowed() throws Exception {
        var share = new Share().file("d\\Policies\\{A}\\MACHINE\\Preferences\\Groups\\Groups.xml", XML.formatted("good"));
        for (var name : List.of(".", "..", "..\\..\\Policies", "a/b", "a\\b", "", "C:", "x:stream", "a\nb", "a\u0000b",
                "half\ud800",
                "n".repeat(256), "\\\\other\\share")) {
            share.lists.computeIfAbsent("d\\Policies", _ -> new ArrayList<>()).add(new Folders.Entry(name, true, 0, CHANGED));
        }
        var reply = walk(share, READ);
        assertEquals(List.of("d\\Policies\\{A}\\MACHINE\\Preferences\\Groups\\Groups.xml"), paths(reply));
        assertEquals(GapReason.UNPARSEABLE, reply.shortfall() == null ? null : reply.shortfall().reason());
        assertTrue(share.asked.stream().allMatch(p -> p.isEmpty() || p.matches("d(\\\\[A-Za-z{}]+)*(\\.xml)?")),
                share.asked::toString);
    }

    @Test
    void whatIsRefusedMakesTheReplyShortAndTheRestIsRead() throws Exception {
        var share = new Share().file("d\\Policies\\{A}\\MACHINE\\Preferences\\Groups\\Groups.xml", XML.formatted("a"))
                .file("d\\Policies\\{B}\\MACHINE\\Preferences\\Groups\\Groups.xml", XML.formatted("b"))
                .file("d\\Policies\\{C}\\MACHINE\\Registry.pol", "no policy");
        share.failures.put("d\\Policies\\{A}", Failure.DENIED);
        var reply = walk(share, READ);
        assertEquals(
                List.of("d\\Policies\\{B}\\MACHINE\\Preferences\\Groups\\Groups.xml", "d\\Policies\\{C}\\MACHINE\\Registry.pol"),
                paths(reply));
        assertEquals("DENIED walk: d\\Policies\\{A}: STATUS_OF_A_TEST; and 1 more that could not be read",
                reply.shortfall() == null ? "" : reply.shortfall().reason() + " " + reply.shortfall().detail());
        share.failures.put("d\\Policies\\{B}", Failure.BROKEN);
        assertEquals(Failure.BROKEN, assertThrows(TransportException.class, () -> FileWalk.walk(share, READ)).failure());
    }

    @Test
    void tenThousandPoliciesAreReadAndTenTimesAsManyAreNot() throws Exception {
        var share = new Share();
        share.lists.put("", List.of(new Folders.Entry("d", true, 0, CHANGED)));
        share.lists.put("d", List.of(new Folders.Entry("Policies", true, 0, CHANGED)));
        share.lists.put("d\\Policies",
                IntStream.range(0, 10_000).mapToObj(i -> new Folders.Entry("{" + i + "}", true, 0, CHANGED)).toList());
        assertEquals(null, walk(share, READ).shortfall());
        assertEquals(10_003, share.asked.size());
        share.asked.clear();
        share.lists.put("d\\Policies",
                IntStream.range(0, 100_000).mapToObj(i -> new Folders.Entry("{" + i + "}", true, 0, CHANGED)).toList());
        var shortfall = walk(share, READ).shortfall();
        assertEquals("walk: d\\Policies has more than 20000 entries", shortfall == null ? "" : shortfall.detail());
        assertEquals(20_003, share.asked.size());
    }

    @Test
    void aFileIsReadToOneMebibyteAndNoFurther() throws Exception {
        var share = new Share().file("d\\Policies\\{A}\\MACHINE\\Preferences\\Groups\\Groups.xml",
                "<Groups>" + " ".repeat(1 << 20) + "</Groups>");
        var reply = walk(share, READ);
        assertEquals(List.of(), reply.files().getFirst().lines());
        assertEquals(GapReason.NOT_REPORTED, reply.shortfall() == null ? null : reply.shortfall().reason());
    }

    @Test
    void theLimitOfFilesAndTheTimeEndTheWalkWithWhatWasRead() throws Exception {
        var share = new Share();
        IntStream.range(0, 20)
                .forEach(i -> share.file("d\\Policies\\{" + i + "}\\MACHINE\\Preferences\\Groups\\Groups.xml", XML.formatted(i)));
        var few = new FileShareRead("walk", "SYSVOL", READ.patterns(), READ.attributes(), READ.presence(), 3, READ.timeout());
        var reply = walk(share, few);
        assertEquals("3 walk: there is more than these 3 files",
                reply.files().size() + " " + (reply.shortfall() == null ? "" : reply.shortfall().detail()));
        var noTime = new FileShareRead("walk", "SYSVOL", READ.patterns(), READ.attributes(), READ.presence(), 3, Duration.ZERO);
        var late = walk(share, noTime);
        assertEquals(GapReason.TIMED_OUT, late.shortfall() == null ? null : late.shortfall().reason());
        assertEquals(List.of(), late.files());
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> FileWalk.walk(new Share(), READ));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** The library makes a broken conversation of an interrupt, and sets it again. */
    @Test
    void anInterruptWithinAnAnswerIsOneAndNoBrokenConversation() {
        var share = new Share().file("d\\Policies\\{A}\\MACHINE\\Registry.pol", "x");
        var interrupting = new Folders() {
            @Override
            public List<Entry> list(String path, int most) throws TransportException {
                return share.list(path, most);
            }

            @Override
            public byte[] read(String path, int most) throws TransportException {
                Thread.currentThread().interrupt();
                throw new TransportException(Failure.BROKEN, path + ": the connection broke");
            }
        };
        assertThrows(InterruptedException.class, () -> FileWalk.walk(interrupting, READ));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aRequestAsksForNoSecretAndNoOtherKindOfFile() {
        for (var pattern : List.of("*\\..\\Groups.xml", "..\\Groups.xml", "*\\ntds.dit", "\\Groups.xml", "a\\\\Groups.xml",
                "*\\*", "*.xml")) {
            assertThrows(IllegalArgumentException.class,
                    () -> FileShareRead.of("x", "SYSVOL", List.of(pattern), List.of(), List.of()), pattern);
        }
        assertThrows(IllegalArgumentException.class,
                () -> FileShareRead.of("x", "SYSVOL", List.of("Groups.xml"), List.of("cpassword"), List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> FileShareRead.of("x", "C$\\x", List.of("Groups.xml"), List.of(), List.of()));
    }
}
