package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engagement files that cannot be used, and places that reports cannot be written to. What is stored there stays as it is. */
class EngagementErrorsTest {

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void auditOnce() {
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.succeed("audit", "local", "--engagement", "good.tide", "--no-report");
    }

    private static Path copy(String name) throws IOException {
        return Files.copy(tidewaiter.file("good.tide"), tidewaiter.file(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertKept(Path file) {
        assertEquals("ok\n1\n", Child.output(folder, "sqlite3", "-readonly", file.toString(),
                "PRAGMA integrity_check; SELECT count(*) FROM visit"));
    }

    @Test
    void aMissingFolderIsNamed() {
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "nowhere/x.tide"),
                "nowhere/x.tide: there is no folder", "create it first");
    }

    @Test
    void aFolderIsNoEngagement() throws IOException {
        Files.createDirectory(tidewaiter.file("folder.tide"));
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "folder.tide"),
                "folder.tide: this is a folder; name a .tide file in it");
    }

    @Test
    void aTextIsNoEngagementAndStaysAText() {
        var text = tidewaiter.write("letter.tide", "Dear Sir or Madam,\n");
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "letter.tide"),
                "letter.tide: this is no Tidewaiter engagement");
        Tidewaiter.assertRefused(3, tidewaiter.run("report", "--engagement", "letter.tide", "--format", "json", "--output", "-"),
                "this is no Tidewaiter engagement");
        assertEquals("Dear Sir or Madam,\n", Tidewaiter.read(text));
    }

    @Test
    void anotherProgramsDatabaseIsNoEngagement() {
        var file = tidewaiter.file("other.tide");
        Child.output(folder, "sqlite3", file.toString(),
                "CREATE TABLE customer (name TEXT); INSERT INTO customer VALUES ('Smith')");
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "other.tide"),
                "other.tide: this SQLite file belongs to another program");
        assertEquals("customer\nSmith\n",
                Child.output(folder, "sqlite3", file.toString(), "SELECT name FROM sqlite_schema; SELECT * FROM customer"));
    }

    @Test
    void aNewerSchemaIsRefusedAndKept() throws IOException {
        var file = copy("newer.tide");
        Child.output(folder, "sqlite3", file.toString(), "PRAGMA user_version = 99");
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "newer.tide"), "newer.tide",
                "newer Tidewaiter");
        Tidewaiter.assertRefused(3, tidewaiter.run("report", "--engagement", "newer.tide", "--format", "json", "--output", "-"),
                "newer Tidewaiter");
        assertKept(file);
    }

    @Test
    void aFileCutInHalfIsCalledDamaged() throws IOException {
        var file = copy("damaged.tide");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        var ended = tidewaiter.run("report", "--engagement", "damaged.tide", "--format", "json", "--output", "damaged.json");
        Tidewaiter.assertRefused(3, ended, "damaged.tide: the engagement is damaged; restore a copy");
        assertTrue(Files.notExists(tidewaiter.file("damaged.json")), "no half report");
    }

    @Test
    void anEngagementThatIsNotThereIsNotMadeByReading() {
        for (var command : List.of("report --format json --output -", "record --output rec")) {
            Tidewaiter.assertRefused(3, tidewaiter.run((command + " --engagement absent.tide").split(" ")),
                    "absent.tide: there is no such engagement");
        }
        Tidewaiter.assertRefused(3, tidewaiter.run("replay", "absent.tide"), "absent.tide: there is no such engagement");
        assertTrue(Files.notExists(tidewaiter.file("absent.tide")));
    }

    @Test
    void anEngagementWithoutARunAndARunThatIsNotThereAreSaid() throws IOException {
        var file = copy("runless.tide");
        Tidewaiter.assertRefused(2,
                tidewaiter.run("report", "--engagement", "runless.tide", "--run", "7", "--format", "json", "--output", "-"),
                "runless.tide holds no run number 7");
        assertKept(file);
    }

    @Test
    void aFolderThatIsNoRecordingIsSaid() throws IOException {
        Files.createDirectory(tidewaiter.file("bare"));
        Tidewaiter.assertRefused(3, tidewaiter.run("replay", "bare"), "bare is no recording");
    }

    /** Runs as somebody who is not root, since root may write everywhere. */
    private static Child.Ended asNobody(Path workplace, String... arguments) {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root, to become somebody else");
        var line = "exec setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=" + workplace + " XDG_CACHE_HOME="
                + workplace + "/cache TIDEWAITER_HOME="
                + workplace + "/vault \"$T\" \"$@\"";
        // The test's own folders alone, below the temporary folder, which is the machine's.
        var passable = "d=$PWD; while case $d in " + System.getProperty("java.io.tmpdir")
                + "/*) true ;; *) false ;; esac; do chmod 755 \"$d\"; d=${d%/*}; done; ";
        return tidewaiter.shell(passable + "chmod 1777 " + workplace + "; " + line, arguments);
    }

    @Test
    void aFileThatMayNotBeWrittenIsReadButNotAudited() throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        var file = Files.move(copy("mine.tide"), open.resolve("mine.tide"));
        Child.output(folder, "chmod", "444", file.toString());
        Tidewaiter.assertRefused(3, asNobody(open, "audit", "local", "--engagement", file.toString()),
                "mine.tide: the file cannot be written; check its rights");
        assertEquals(0, asNobody(open, "report", "--engagement", file.toString(), "--format", "json", "--output",
                open.resolve("r.json").toString()).code());
        assertKept(file);
    }

    @Test
    void aFolderThatMayNotBeWrittenIsReadButNotAudited() throws IOException {
        var open = Files.createDirectory(folder.resolve("open2"));
        var shut = Files.createDirectory(folder.resolve("shut"));
        var file = Files.move(copy("theirs.tide"), shut.resolve("theirs.tide"));
        Child.output(folder, "chmod", "666", file.toString());
        Child.output(folder, "chmod", "555", shut.toString());
        Tidewaiter.assertRefused(3, asNobody(open, "audit", "local", "--engagement", file.toString()),
                "theirs.tide: the folder cannot be written; check its rights");
        assertEquals(0, asNobody(open, "report", "--engagement", file.toString(), "--format", "json", "--output", "-").code());
        Tidewaiter.assertRefused(3,
                asNobody(open, "report", "--engagement", file.toString(), "--format", "html", "--output", shut + "/r.html"),
                "r.html: cannot be written", "check the folder's rights, or name another place");
        assertEquals(List.of("theirs.tide"), List.of(shut.toFile().list()));
        assertKept(file);
    }

    @Test
    void anEngagementThatAnotherRunWritesIsLeftToIt() throws Exception {
        try (var server = Python.sayingOnly("127.88.0.1", ""); //
                var first = tidewaiter.start("audit", "127.88.0.1", "--port", "ssh=" + Python.portOf(server), "--engagement",
                        "shared.tide", "--connect-timeout",
                        "20", "--rate", "1", "--no-report")) {
            first.awaitErr(text -> text.contains("presence is asked"));
            var ended = tidewaiter.run("audit", "local", "--engagement", "shared.tide");
            Tidewaiter.assertRefused(3, ended, "shared.tide: another Tidewaiter (process " + first.pid()
                    + ") writes into this engagement; wait until it is done");
            assertEquals(2, tidewaiter
                    .run("report", "--engagement", "shared.tide", "--run", "9", "--format", "json", "--output", "-").code(),
                    "reading is allowed");
            first.signal("TERM");
            assertEquals(130, first.end().code());
        }
        tidewaiter.succeed("audit", "local", "--engagement", "shared.tide", "--no-report");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaid() throws IOException {
        Files.createDirectory(tidewaiter.file("occupied"));
        Tidewaiter.assertRefused(3, report("html", "nowhere/x.html"), "nowhere/x.html: there is no folder", "create it first");
        Tidewaiter.assertRefused(3, report("html", "/proc/x.html"), "/proc/x.html: cannot be written", "name another place");
        Tidewaiter.assertRefused(3, report("html", "occupied"), "occupied: this is a folder; name a file in it");
        Tidewaiter.assertRefused(3, report("csv", "/proc/x"), "/proc/x: the folder cannot be created");
        Tidewaiter.assertRefused(3, report("csv", "good.tide"), "good.tide: this is a file, and CSV reports need a folder");
        assertKept(tidewaiter.file("good.tide"));
    }

    private static Child.Ended report(String format, String output) {
        return tidewaiter.run("report", "--engagement", "good.tide", "--format", format, "--output", output);
    }

    @Test
    void anAuditWhoseReportCannotBeWrittenKeepsWhatItRead() {
        Tidewaiter.assertRefused(3, tidewaiter.run("audit", "local", "--engagement", "kept.tide", "--report", "/proc/reports"),
                "/proc/reports: the folder for the reports cannot be created");
        assertKept(tidewaiter.file("kept.tide"));
    }
}
