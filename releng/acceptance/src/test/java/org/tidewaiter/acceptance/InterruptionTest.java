package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are cancelled or killed in the middle. The 256 hosts are loopback addresses with a server that accepts and says nothing. */
class InterruptionTest {

    private static final String HOSTS = "127.66.0.0/24";

    @TempDir
    private static Path folder;

    private static Tidewaiter tidewaiter;
    private static Child server;

    @BeforeAll
    static void startHosts() {
        tidewaiter = new Tidewaiter(folder);
        server = Python.sayingOnly(HOSTS, "");
    }

    @AfterAll
    static void stopHosts() {
        server.close();
    }

    private static Child audit(String engagement, String... more) {
        var arguments = new ArrayList<>(
                List.of("audit", HOSTS, "--port", "ssh=" + Python.portOf(server), "--connect-timeout", "1", "--verbose",
                        "--tcp", "" + Python.portOf(server), "--rate", "100", "--engagement", engagement));
        arguments.addAll(List.of(more));
        return tidewaiter.start(arguments.toArray(String[]::new));
    }

    /** The addresses that the user was told are done. */
    private static Set<String> done(String err) {
        return err.lines().filter(l -> l.contains(" done: ")).map(l -> l.substring(0, l.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> stored(String engagement) {
        return new TreeSet<>(tidewaiter.sql(engagement, "SELECT address FROM visit WHERE run_id = 1"));
    }

    @ParameterizedTest(name = "SIG{0}")
    @ValueSource(strings = { "INT", "TERM", "HUP" })
    void aSignalEndsTheRunAndKeepsWhatWasRead(String signal) {
        var file = signal + ".tide";
        try (var child = audit(file)) {
            child.awaitErr(err -> done(err).size() >= 32);
            var acknowledged = done(child.err());
            child.signal(signal);
            // two seconds are promised; the rest is for a machine that is busy with other things
            var ended = child.end(Duration.ofSeconds(5));
            Tidewaiter.assertRefused(130, ended, "cancelled; what was read until then is stored in " + file);
            assertEquals(List.of(file), tidewaiter.files().stream().filter(f -> f.startsWith(signal)).toList());
            assertTrue(stored(file).containsAll(acknowledged), () -> acknowledged + " is not within " + stored(file));
            assertTrue(stored(file).size() < 256, "the signal came in the middle");
        }
        assertEquals(List.of("CANCELLED"), tidewaiter.sql(file, "SELECT ending FROM run"));
        assertEquals(List.of("0"), tidewaiter.sql(file,
                "SELECT count(*) FROM visit v WHERE NOT EXISTS (SELECT * FROM exchange WHERE visit_id = v.id)"));
        assertEquals(stored(file).size(), Python.verifyChain(tidewaiter.file(file)));
        assertTrue(tidewaiter.succeed("report", "--engagement", file, "--format", "json", "--output", "-").out()
                .contains("\"ending\" : \"CANCELLED\""));
    }

    @Test
    void aSecondSignalChangesNothing() {
        try (var child = audit("twice.tide")) {
            child.awaitErr(err -> done(err).size() >= 16);
            child.signal("INT");
            child.signal("TERM");
            assertEquals(130, child.end(Duration.ofSeconds(5)).code());
        }
        assertEquals("ok", tidewaiter.sql("twice.tide", "PRAGMA integrity_check").getFirst());
        assertEquals(List.of("CANCELLED"), tidewaiter.sql("twice.tide", "SELECT ending FROM run"));
    }

    @Test
    void aSignalBeforeAnythingWasAskedEndsTheRunToo() {
        try (var child = audit("early.tide")) {
            child.awaitErr(err -> err.contains(" probe\n"));
            child.signal("INT");
            assertEquals(130, child.end(Duration.ofSeconds(5)).code());
        }
        assertEquals(List.of("CANCELLED"), tidewaiter.sql("early.tide", "SELECT ending FROM run"));
    }

    @Test
    void aLocalAuditIsCancelledInTheMiddleOfItsCommands() {
        try (var child = tidewaiter.start("audit", "local", "--verbose", "--engagement", "local.tide")) {
            child.awaitErr(err -> err.contains("local unix/"));
            var children = ProcessHandle.of(child.pid()).stream().flatMap(ProcessHandle::descendants).toList();
            child.signal("INT");
            assertEquals(130, child.end(Duration.ofSeconds(5)).code());
            children.forEach(c -> assertTrue(!c.isAlive(), () -> "still runs: " + c.info()));
        }
        assertEquals(List.of("CANCELLED"), tidewaiter.sql("local.tide", "SELECT ending FROM run"));
        assertEquals(List.of("CANCELLED"),
                tidewaiter.sql("local.tide", "SELECT DISTINCT reason FROM gap WHERE class = 'user-account'"));
    }

    @Test
    void aKilledRunKeepsWhatItHadStoredAndIsNoHindranceToTheNext() {
        Set<String> acknowledged;
        try (var child = audit("killed.tide")) {
            child.awaitErr(err -> done(err).size() >= 48);
            acknowledged = new HashSet<>(done(child.err()));
            // visits are committed within 100 ms of their end, plus the disk's time
            Child.pause(Duration.ofMillis(700));
            child.signal("KILL");
            assertEquals(137, child.end().code());
        }
        assertTrue(tidewaiter.files().containsAll(List.of("killed.tide", "killed.tide-wal", "killed.tide-lock")),
                () -> "nothing was left behind: " + tidewaiter.files());
        // reading first, as it was left
        var report = Json
                .parse(tidewaiter.succeed("report", "--engagement", "killed.tide", "--format", "json", "--output", "-").out());
        assertEquals("null", Json.text(report.path("run"), "ending"));
        var reported = Json.list(report.path("devices")).stream().map(d -> Json.text(d, "address")).collect(Collectors.toSet());
        assertTrue(reported.containsAll(acknowledged), () -> acknowledged + " is not within " + reported);
        assertEquals(reported.size(), Python.verifyChain(tidewaiter.file("killed.tide")));
        assertEquals("ok", tidewaiter.sql("killed.tide", "PRAGMA integrity_check").getFirst());
        tidewaiter.succeed("audit", "local", "--engagement", "killed.tide", "--no-report");
        assertEquals(List.of("killed.tide"), tidewaiter.files().stream().filter(f -> f.startsWith("killed")).toList());
        assertEquals(List.of("", "COMPLETE"), tidewaiter.sql("killed.tide", "SELECT ending FROM run ORDER BY id"));
        assertEquals(reported.size() + 1, Python.verifyChain(tidewaiter.file("killed.tide")));
    }
}
