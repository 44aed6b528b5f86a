package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Child.Ended;

/** A disk that runs full. The disk is a small one in memory, in a mount namespace that ends with the test. */
class FullDiskTest {

    @TempDir
    private Path folder;

    private Tidewaiter tidewaiter;

    @BeforeEach
    void needRoot() {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root, for a file system of its own");
        tidewaiter = new Tidewaiter(folder);
    }

    /** Runs a shell line with the folder {@code disk} on a disk of so many KiB. What the line leaves in {@code disk} is lost. */
    private Ended onSmallDisk(int kib, String line) {
        return tidewaiter.shell("mkdir -p disk; exec unshare -m sh -c 'mount -t tmpfs -o size=" + kib
                + "k tidewaiter-test disk || exit 9; eval \"$1\"' sh \"$1\"", line);
    }

    @Test
    void theRunEndsWithASentenceAndWhatWasStoredBeforeStaysReadable() {
        // the first run fits, and sooner or later one does not
        var ended = onSmallDisk(1800, """
                for i in 1 2 3 4 5 6 7 8 9; do
                  "$T" audit local --engagement disk/x.tide --no-report --quiet || break
                  echo stored
                done
                cp disk/x.tide* .
                exit 3""");
        assertTrue(ended.out().contains("stored\n"), ended::all);
        Tidewaiter.assertRefused(3, ended, "x.tide: ", "disk is full; free some space");
        // the last one may have been committed when folding it into the one file failed
        var runs = Long.parseLong(tidewaiter.sql("x.tide", "SELECT count(*) FROM run WHERE ending = 'COMPLETE'").getFirst());
        var stored = ended.out().lines().filter("stored"::equals).count();
        assertTrue(runs == stored || runs == stored + 1, () -> runs + " runs; " + ended.all());
        assertEquals("ok", tidewaiter.sql("x.tide", "PRAGMA integrity_check").getFirst());
        assertEquals(tidewaiter.sql("x.tide", "SELECT count(*) FROM visit").getFirst(),
                String.valueOf(Python.verifyChain(tidewaiter.file("x.tide"))));
        var report = Json.parse(
                tidewaiter.succeed("report", "--engagement", "x.tide", "--run", "1", "--format", "json", "--output", "-").out());
        assertFalse(Json.rows(report, "installed-software").isEmpty());
        tidewaiter.succeed("audit", "local", "--engagement", "x.tide", "--no-report");
    }

    @Test
    void aNewEngagementOnAFullDiskIsRefused() {
        var ended = onSmallDisk(200, """
                cat /dev/zero >disk/filler 2>/dev/null
                "$T" audit local --engagement disk/x.tide --no-report --quiet""");
        Tidewaiter.assertRefused(3, ended, "x.tide: ", "disk is full");
    }

    @Test
    void aReportOnAFullDiskIsRefusedAndLeavesNoHalfOfIt() {
        tidewaiter.succeed("audit", "local", "--engagement", "y.tide", "--no-report");
        var ended = onSmallDisk(100, """
                "$T" report --engagement y.tide --format html --output disk/y.html
                code=$?
                ls -A disk
                exit $code""");
        Tidewaiter.assertRefused(3, ended, "y.html: cannot be written", "No space left on device");
        assertEquals("", ended.out());
    }

    @Test
    void aCredentialOnAFullDiskIsRefusedAndTheOldOnesStay() {
        tidewaiter.write("secret.txt", "kR4-vQ81-nB7s-Tz20-xP\n");
        var ended = onSmallDisk(20, """
                export TIDEWAITER_HOME=$PWD/disk
                "$T" credentials add one --user u --secret-file secret.txt || exit 9
                cat /dev/zero >disk/filler 2>/dev/null
                "$T" credentials add two --user u --secret-file secret.txt
                code=$?
                "$T" credentials list
                exit $code""");
        Tidewaiter.assertRefused(3, ended, "space");
        assertEquals(List.of("one"), ended.out().lines().filter(l -> l.startsWith("one ") || l.startsWith("two "))
                .map(l -> l.substring(0, 3)).toList());
    }
}
