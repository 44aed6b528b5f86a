package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.store.EngagementException.Category;

/** Kills, full discs, locks, wrong files: what must not happen to an engagement, and what the user is told. */
class EngagementTroubleTest {

    private final Path folder;
    private final Path file;

    EngagementTroubleTest(@TempDir Path folder) {
        this.folder = folder;
        file = folder.resolve("e.tide");
    }

    private static long durable(List<String> lines) {
        return lines.stream().filter(l -> l.startsWith("durable ")).mapToLong(l -> Long.parseLong(l.substring(8))).max()
                .orElse(0);
    }

    private long visitsOfLastRun() throws Exception {
        return Long
                .parseLong(Sqlite3.query(file, "SELECT count(*) FROM visit WHERE run_id = (SELECT max(id) FROM run)").getFirst());
    }

    @Test
    void killedAtAnyMomentNothingAcknowledgedIsLostAndNothingIsTorn() throws Exception {
        var random = new Random();
        for (var round = 0; round < 6; round++) {
            var process = new ProcessBuilder(Child.command("write", file.toString(), "1000000"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var lines = new ArrayList<String>();
            var reader = Thread.ofPlatform().daemon().start(() -> process.inputReader().lines().forEach(lines::add));
            Deadline.until(() -> !lines.isEmpty() || !process.isAlive());
            Thread.sleep(random.nextInt(400));
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            reader.join(20_000);
            var acknowledged = durable(lines);
            assertTrue(acknowledged > 0, lines.toString());

            // A reader comes first, as the workbench would after the crash; then sqlite3.
            try (var engagement = Engagement.open(file, Access.READ_ONLY); var look = engagement.reader()) {
                var run = look.latestRun().orElseThrow();
                assertEquals(null, run.footer());
                assertTrue(look.visits(run).size() >= acknowledged, look.visits(run).size() + " of " + acknowledged);
                assertTrue(look.verifyChain(look.visits(run).getLast()));
            }
            assertTrue(visitsOfLastRun() >= acknowledged);
            assertEquals(List.of("ok"), Sqlite3.query(file, "PRAGMA integrity_check"));
            assertEquals(List.of("0"), Sqlite3.query(file, """
                    SELECT count(*) FROM visit v WHERE (SELECT count(*) FROM fact f JOIN installed_software s ON s.fact_id = f.id
                    WHERE f.visit_id = v.id) <> 5 OR (SELECT count(*) FROM exchange e WHERE e.visit_id = v.id) <> 1"""));
        }
        assertEquals(List.of("finished"),
                Child.run(Child.command("write", file.toString(), "3")).stream().filter("finished"::equals).toList());
        assertTrue(Refusals.standsAlone(file), "the next run leaves one file");
    }

    @Test
    void fullDiscEndsTheRunWithASentenceAndKeepsWhatWasCommitted() throws Exception {
        var small = Files.createDirectory(folder.resolve("small"));
        var lines = Child.mayMount()
                ? Child.run(Child.namespaced("mount -t tmpfs -o size=4m none '" + small + "'",
                        "cp '" + small + "'/e.tide* '" + folder + "'",
                        "write", small.resolve("e.tide").toString(), "100000"))
                : Child.run(Child.withFileSizeLimit("write", file.toString(), "100000"));
        assertTrue(lines.getLast().startsWith("refused DISK_FULL "), lines.getLast());
        assertTrue(lines.getLast().contains("free some space"), lines.getLast());
        var acknowledged = durable(lines);
        assertTrue(acknowledged > 10, lines.toString());
        assertTrue(visitsOfLastRun() >= acknowledged);
        assertEquals(List.of("ok"), Sqlite3.query(file, "PRAGMA integrity_check"));
    }

    @Test
    void aFileSizeLimitIsAFullDiscToo() throws Exception {
        var lines = Child.run(Child.withFileSizeLimit("write", file.toString(), "100000"));
        assertTrue(lines.getLast().startsWith("refused DISK_FULL "), lines.getLast());
        assertTrue(visitsOfLastRun() >= durable(lines));
    }

    @Test
    void fromAReadOnlyFolderItIsReadWithoutLeavingAnythingBehind() throws Exception {
        Child.run(Child.command("write", file.toString(), "3"));
        if (Child.mayMount()) {
            var readOnly = "mount --bind '" + folder + "' '" + folder + "' && mount -o remount,ro,bind '" + folder + "'";
            assertEquals(List.of("read 3 visits, chains sound"),
                    Child.run(Child.namespaced(readOnly, "", "read", file.toString())));
            var refused = Child.run(Child.namespaced(readOnly, "", "write", file.toString(), "1")).getLast();
            assertTrue(refused.startsWith("refused NOT_WRITABLE " + file), refused);
            var created = Child.run(Child.namespaced(readOnly, "", "write", folder.resolve("new.tide").toString(), "1"))
                    .getLast();
            assertTrue(created.startsWith("refused NOT_WRITABLE "), created);
        } else {
            assertTrue(file.toFile().setWritable(false) && folder.toFile().setWritable(false));
            assertEquals(List.of("read 3 visits, chains sound"), Child.run(Child.command("read", file.toString())));
            assertTrue(Refusals.of(Category.NOT_WRITABLE, file, Access.READ_WRITE).contains("rights"));
            assertTrue(folder.toFile().setWritable(true));
        }
        assertTrue(Refusals.standsAlone(file));
    }

    @Test
    void oneWriterAtATimeAndTheLockDiesWithItsProcess() throws Exception {
        var process = new ProcessBuilder(Child.command("hold", file.toString())).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("holding", process.inputReader().readLine());
        var sentence = Refusals.locked(file);
        assertTrue(sentence.contains("process " + process.pid()), sentence);
        // Being refused must not have loosened the lock, and reading is allowed meanwhile.
        Refusals.locked(file);
        Engagement.open(file, Access.READ_ONLY).close();
        process.destroyForcibly();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        try (var _ = Engagement.open(file, Access.READ_WRITE)) {
            assertTrue(Refusals.locked(file).contains("this Tidewaiter"));
            var other = Child.run(Child.command("write", file.toString(), "1"));
            assertTrue(other.getLast().startsWith("refused LOCKED "), other.toString());
        }
        Engagement.open(file, Access.READ_WRITE).close();
    }

    @Test
    void wrongFilesAreNamedAndLeftAlone() throws Exception {
        Files.writeString(file, "dear diary".repeat(100));
        assertTrue(Refusals.of(Category.NOT_AN_ENGAGEMENT, file, Access.READ_WRITE).contains(file.toRealPath().toString()));
        Refusals.of(Category.NOT_AN_ENGAGEMENT, file, Access.READ_ONLY);
        assertEquals("dear diary".repeat(100), Files.readString(file));
        Files.write(file, new byte[5]);
        Refusals.of(Category.NOT_AN_ENGAGEMENT, file, Access.READ_WRITE);
        Files.delete(file);
        Sqlite3.query(file, "CREATE TABLE bookmarks (url TEXT)");
        Refusals.of(Category.NOT_AN_ENGAGEMENT, file, Access.READ_WRITE);
        assertEquals(List.of("bookmarks"), Sqlite3.query(file, "SELECT name FROM sqlite_schema"));
        Refusals.of(Category.NOT_AN_ENGAGEMENT, folder, Access.READ_WRITE);
        Refusals.of(Category.MISSING, folder.resolve("no/such/folder/e.tide"), Access.READ_WRITE);
        Refusals.of(Category.MISSING, folder.resolve("none.tide"), Access.READ_ONLY);
        assertFalse(Files.exists(folder.resolve("none.tide")));
    }

    @Test
    void aNewerSchemaAsksForAnUpdate() throws Exception {
        Engagement.open(file, Access.READ_WRITE).close();
        Sqlite3.query(file, "PRAGMA user_version = 7");
        assertTrue(Refusals.of(Category.NEWER_SCHEMA, file, Access.READ_WRITE)
                .endsWith("written by a newer Tidewaiter (schema 7, this one knows 6): update Tidewaiter to open it"));
        Refusals.of(Category.NEWER_SCHEMA, file, Access.READ_ONLY);
    }

    @Test
    void garbageBehindAGoodHeaderIsDamageNotACrash() throws Exception {
        Child.run(Child.command("write", file.toString(), "300"));
        var bytes = Files.readAllBytes(file);
        new Random(1).nextBytes(bytes);
        System.arraycopy(Files.readAllBytes(file), 0, bytes, 0, 4096);
        Files.write(file, bytes);
        var failure = assertThrows(EngagementException.class, () -> {
            try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
                for (var run : reader.runs()) {
                    reader.visits(run);
                }
            }
        });
        assertEquals(Category.CORRUPT, failure.category(), failure.getMessage());
    }

    @Test
    void networkFileSystemsAreToldByTheirTypes() {
        for (var type : List.of("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "smbfs")) {
            assertTrue(EngagementFile.isNetworkType(type), type);
        }
        for (var type : List.of("ext4", "btrfs", "overlay", "tmpfs", "NTFS", "apfs", "xfs", "fuse.gocryptfs")) {
            assertFalse(EngagementFile.isNetworkType(type), type);
        }
    }

    @Test
    void twoHundredVisitsFromFiftyThreads() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE); var threads = Executors.newFixedThreadPool(50)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            List<Future<?>> waiting = new ArrayList<>();
            for (var i = 0; i < 200; i++) {
                var visit = Visits.visit("10.1.0." + i, Visits.manyRows(30));
                waiting.add(threads.submit(() -> {
                    journal.commit(visit);
                    return null;
                }));
            }
            for (var one : waiting) {
                one.get(60, TimeUnit.SECONDS);
            }
            // As after a cancel: the interrupt must neither lose the run nor be lost.
            Thread.currentThread().interrupt();
            journal.finish(Visits.FOOTER);
            assertTrue(Thread.interrupted());
            assertThrows(IllegalStateException.class, () -> journal.commit(Visits.visit("10.1.0.201", List.of())));
        }
        assertEquals(List.of("200|6000"),
                Sqlite3.query(file, "SELECT (SELECT count(DISTINCT address) FROM visit), count(*) FROM fact"));
        assertEquals(List.of("COMPLETE"), Sqlite3.query(file, "SELECT ending FROM run"));
    }

    @Test
    void aRunThatNobodyFinishedKeepsItsVisitsAndHasNoEnding() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            journal.commit(Visits.visit("10.1.0.1", List.of()));
        }
        assertEquals(List.of("1|"), Sqlite3.query(file, "SELECT (SELECT count(*) FROM visit), ending FROM run"));
    }

    @Test
    void aDefectInAPluginsRowEndsTheRunLoudly() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            // java.lang.Thread prints the defect itself.
            journal.commit(Visits.visit("10.1.0.1", List.of(Visits.row(new Broken("x"), 1, ""))));
            var failure = assertThrows(EngagementException.class, () -> journal.finish(Visits.FOOTER));
            assertEquals(Category.FAILED, failure.category());
            assertInstanceOf(String.class, failure.getMessage());
        }
        assertEquals(List.of("0"), Sqlite3.query(file, "SELECT count(*) FROM visit"));
    }

    record Broken(@Key String name) implements Item {
        @Override
        public String name() {
            throw new IllegalStateException("a plugin's defect");
        }
    }

    /** A plugin's record, as it was and as it became. */
    static final class Older {
        @DataClassId("com.acme.tray")
        record Tray(@Key String name, long sheets, @Nullable Long format) implements Item {
        }
    }

    static final class Newer {
        @DataClassId("com.acme.tray")
        record Tray(@Key String name, @Nullable String colour, @Nullable String format) implements Item {
        }
    }

    private void write(Item item) throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            journal.commit(Visits.visit("10.1.0.1", List.of(Visits.row(item, 1, ""))));
            journal.finish(Visits.FOOTER);
        }
    }

    @Test
    void aDataClassThatGrewKeepsItsOldRowsAndItsTexts() throws Exception {
        write(new Older.Tray("upper", 250, 4L));
        write(new Newer.Tray("lower", "red", "007"));
        write(new Older.Tray("middle", 100, 5L));
        assertEquals(List.of("lower||red|007", "middle|100||5", "upper|250||4"),
                Sqlite3.query(file, "SELECT name, sheets, colour, format FROM v_com_acme_tray ORDER BY name"));
        try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
            var tray = reader.classes().getFirst();
            var names = tray.columns().stream().map(c -> c.name()).toList();
            assertEquals(List.of("name", "sheets", "format", "colour"), names);
            assertEquals(3, reader.runs().size());
            var second = reader.visits(reader.runs().get(1)).getFirst();
            assertEquals("red", reader.rows(second, tray).getFirst().values().get(names.indexOf("colour")));
        }
    }

    @Test
    void hundredThousandRowsAreWalkedNotHeld() throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            journal.commit(Visits.visit("10.1.0.1", Visits.manyRows(100_000)));
            journal.finish(Visits.FOOTER);
            try (var reader = engagement.reader()) {
                var visit = reader.latestVisits().getFirst();
                var names = new StringBuilder();
                reader.rows(visit, reader.classes(visit).getFirst(), row -> names.append(row.values().getFirst()).append('\n'));
                assertEquals(100_000, names.toString().lines().distinct().count());
                assertTrue(names.toString().getBytes(StandardCharsets.UTF_8).length > 1_000_000);
            }
        }
    }
}
