package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Child.Ended;

/** {@code tidewaiter audit local}: what somebody gets who has nothing but this machine. */
class LocalAuditTest {

    /** What a machine may lack that is otherwise in order: dmidecode or firmware, disks of its own, a running systemd. */
    static final Set<String> MAY_BE_GAPS = Set.of("memory-module", "disk", "service");

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;
    private static Ended audit;
    private static String json;

    @BeforeAll
    static void auditOnce() {
        tidewaiter = new Tidewaiter(folder);
        audit = tidewaiter.succeed("audit", "local");
        json = tidewaiter.succeed("report", "--format", "json", "--output", "-").out();
    }

    @Test
    void endsInOnePageBesideOneEngagementFile() {
        assertEquals(Set.of("engagement.html", "engagement.tide"),
                tidewaiter.files().stream().filter(f -> f.startsWith("engagement")).collect(Collectors.toSet()));
        assertEquals("", audit.err());
        assertTrue(audit.out().contains("\nreport      engagement.html\n"), audit::out);
        var page = Tidewaiter.read(tidewaiter.file("engagement.html"));
        assertTrue(page.startsWith("<!DOCTYPE html>") && page.stripTrailing().endsWith("</html>"));
        assertTrue(page.contains(Child.output(folder, "uname", "-n").strip()), "the page names the machine");
        assertEquals("ok", tidewaiter.sql("engagement.tide", "PRAGMA integrity_check").getFirst());
    }

    @Test
    void asRootOnlyNamedClassesHaveGaps() {
        assumeTrue(Child.output(folder, "id", "-u").equals("0\n"), "needs root");
        var gaps = new TreeSet<String>();
        Json.list(Json.parse(json).path("devices").path(0).path("gaps")).forEach(g -> gaps.add(Json.text(g, "dataClass")));
        gaps.removeAll(MAY_BE_GAPS);
        assertEquals(Set.of(), gaps);
    }

    @Test
    void everyClassThatTheFamilyPromisesIsThereAsFactsOrAsAGap() {
        var promised = new TreeSet<String>();
        for (var family : Json.list(Json.parse(tidewaiter.succeed("families", "--format", "json").out()))) {
            if (Json.text(family, "id").equals("unix")) {
                Json.list(family.path("dataClasses")).forEach(c -> promised.add(c.asString()));
            }
        }
        var device = Json.parse(json).path("devices").path(0);
        var there = new TreeSet<String>(device.path("data").propertyNames());
        Json.list(device.path("gaps")).forEach(g -> there.add(Json.text(g, "dataClass")));
        assertEquals(14, promised.size());
        assertEquals(promised, there);
    }

    @Test
    void replayOfTheEngagementSaysTheSameByteForByte() {
        assertEquals(json, tidewaiter.succeed("replay", "engagement.tide", "--format", "json").out());
    }

    @Test
    void replayOfTheRecordedFolderSaysTheSameByteForByte() {
        tidewaiter.succeed("record", "--output", "recorded");
        assertEquals(json, tidewaiter.succeed("replay", "recorded", "--format", "json").out());
    }

    @Test
    void aServiceThatSendsInClearIsFoundInEveryReportAndFailsTheRunThatIsToldTo() throws IOException {
        try (var _ = ftp()) {
            var ended = tidewaiter.run("audit", "local", "--engagement", "found.tide", "--report", "found", "--fail-on",
                    "medium");
            Tidewaiter.assertRefused(5, ended, "as bad as --fail-on medium, or worse");
            assertTrue(ended.out().contains("\n  medium    FTP is offered: "), ended::out);
            assertTrue(ended.out().contains("local: TCP 21 listens on "), ended::out);
            assertEquals(0,
                    tidewaiter.run("audit", "local", "--engagement", "critical.tide", "--no-report", "--fail-on", "critical")
                            .code(),
                    "nothing is so bad here");
        }
        var found = Tidewaiter.read(tidewaiter.file("found/report.json"));
        assertEquals("medium|FTP is offered: passwords pass in clear unless TLS is forced",
                tidewaiter.sql("found.tide", "SELECT lower(severity), title FROM finding_kind WHERE title LIKE 'FTP%'")
                        .getFirst());
        assertTrue(Tidewaiter.read(tidewaiter.file("found/csv/findings.csv"))
                .contains(",MEDIUM,unix-cleartext-service,FTP is offered"));
        assertTrue(Tidewaiter.read(tidewaiter.file("found/report.html")).contains(">medium</span> FTP is offered"));
        assertEquals(found, tidewaiter.succeed("replay", "found.tide", "--format", "json").out());
    }

    /** Nothing is served: that something listens is what the audit reads. */
    private static ServerSocket ftp() throws IOException {
        try {
            return new ServerSocket(21);
        } catch (BindException e) {
            return abort("port 21 is not to be had here: " + e.getMessage());
        }
    }

    @Test
    void recordingIntoAFolderThatHoldsSomethingIsRefused() {
        tidewaiter.shell("mkdir occupied && : >occupied/mine");
        Tidewaiter.assertRefused(3, tidewaiter.run("record", "--output", "occupied"), "occupied", "not empty", "new folder");
    }

    @Test
    void aSecondAuditMeetsTheSameDevice() {
        tidewaiter.succeed("audit", "local", "--engagement", "twice.tide", "--no-report");
        tidewaiter.succeed("audit", "local", "--engagement", "twice.tide", "--no-report", "--quiet");
        assertEquals("2|2|1", tidewaiter
                .sql("twice.tide", "SELECT count(DISTINCT run_id), count(*), count(DISTINCT device_id) FROM visit").getFirst());
        var first = Json.parse(tidewaiter
                .succeed("report", "--engagement", "twice.tide", "--run", "1", "--format", "json", "--output", "-").out());
        var second = Json
                .parse(tidewaiter.succeed("report", "--engagement", "twice.tide", "--format", "json", "--output", "-").out());
        assertEquals(Json.rows(first, "installed-software"), Json.rows(second, "installed-software"));
    }
}
