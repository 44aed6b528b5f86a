package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Child.Ended;

/** Runs that are killed or cancelled and gone on with, on servers of the lab among addresses that nobody has. */
class ResumeTest {

    private static final int CHAINS = 2;
    private static final int KILLS_OF_A_CHAIN = 10;
    /** One run is killed so often at most, what goes on with it included, before it may end. */
    private static final int KILLS_OF_A_RUN = 3;
    private static final List<String> OPTIONS = List.of("--exclude", "10.77.0.2", "--exclude", "10.77.0.206-10.77.0.219",
            "--no-dns",
            "--connect-timeout", "1", "--quiet");
    private static final long ASKED = 254 - 1 - 14; // no device has the first or the last address

    /** What a device is taken for, and how much of its software is known: the same however often a run was interrupted. */
    private static final String DEVICES = """
            SELECT v.address, coalesce(c.family, '-'), v.suspicion IS NOT NULL,
              (SELECT count(*) FROM fact WHERE visit_id = v.id AND class = 'installed-software')
            FROM visit v LEFT JOIN claim c ON c.visit_id = v.id AND c.rank = 0 WHERE v.run_id = 1 ORDER BY v.address""";

    /** All of a visit that a later write could have spoiled. */
    private static final String VISITS = """
            SELECT v.*, (SELECT count(*) FROM exchange WHERE visit_id = v.id), (SELECT count(*) FROM fact WHERE visit_id = v.id),
              (SELECT count(*) FROM gap WHERE visit_id = v.id), (SELECT count(*) FROM port WHERE visit_id = v.id),
              (SELECT count(*) FROM claim WHERE visit_id = v.id) FROM visit v ORDER BY v.id""";

    @TempDir
    private static Path folder;

    private static LabNetwork lab;
    private static Tidewaiter tidewaiter;

    @BeforeAll
    static void startHosts() {
        LabNetwork.obstacle().ifPresent(obstacle -> assumeTrue(false, obstacle));
        lab = LabNetwork.up(folder, "lin1", "lin2", "lin3", "proxyarp");
        // nobody is there is told in 0.3 s instead of 3
        lab.auditor("sysctl", "-qw", "net.ipv4.neigh.eth0.retrans_time_ms=100", "net.ipv4.neigh.eth0.delay_first_probe_time=1");
        tidewaiter = new Tidewaiter(folder);
        tidewaiter.write("password", LabNetwork.PASSWORD + "\n");
        tidewaiter.succeed("credentials", "add", "office", "--user", "auditor", "--secret-file", "password");
    }

    @AfterAll
    static void stopHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String[] words(String engagement, String... first) {
        var words = new ArrayList<>(List.of(first));
        words.addAll(OPTIONS);
        if (first[0].equals("audit")) {
            words.add("--no-report");
        }
        words.addAll(List.of("--engagement", engagement));
        return words.toArray(String[]::new);
    }

    private static Child start(String engagement, String... first) {
        return lab.start(tidewaiter, words(engagement, first));
    }

    private static Ended run(String engagement, String... first) {
        return lab.run(tidewaiter, words(engagement, first));
    }

    private static boolean hasRun(String engagement) {
        return Files.exists(tidewaiter.file(engagement))
                && !tidewaiter.sql(engagement, "SELECT name FROM sqlite_schema WHERE name = 'run'").isEmpty()
                && !tidewaiter.sql(engagement, "SELECT id FROM run").isEmpty();
    }

    private static void assertComplete(String engagement, List<String> devices, List<String> durable) {
        assertEquals(String.join("\n", devices), String.join("\n", tidewaiter.sql(engagement, DEVICES)), engagement);
        var visits = tidewaiter.sql(engagement, VISITS);
        durable.forEach(
                visit -> assertTrue(visits.contains(visit), () -> engagement + ": lost or changed: " + visit + "\nof " + visits));
        assertEquals(List.of("COMPLETE|" + ASKED + "|" + (ASKED - visits.size())),
                tidewaiter.sql(engagement, "SELECT ending, asked, silent FROM run"), engagement);
        assertEquals(List.of(), tidewaiter.sql(engagement, "SELECT address FROM visit GROUP BY address HAVING count(*) > 1"),
                engagement);
        assertEquals(visits.size(), Python.verifyChain(tidewaiter.file(engagement)), engagement);
        assertEquals(List.of("ok"), tidewaiter.sql(engagement, "PRAGMA integrity_check"), engagement);
        assertEquals(List.of(), tidewaiter.sql(engagement, "PRAGMA foreign_key_check"), engagement);
        var notes = tidewaiter.sql(engagement, "SELECT value FROM run, json_each(notes)");
        assertEquals(notes.stream().distinct().toList(), notes, engagement);
    }

    @Test
    void whatWasDurableSurvivesTwentyKillsAndTheRunEndsAsIfThereHadBeenNone() {
        run("warm.tide", "scan", "10.77.0.10"); // the start script's cache
        var before = System.nanoTime();
        var ended = run("whole.tide", "audit", "10.77.0.0/24");
        assertEquals(0, ended.code(), ended::all);
        var whole = Duration.ofNanos(System.nanoTime() - before);
        var devices = tidewaiter.sql("whole.tide", DEVICES);
        assertEquals(10, devices.size(), devices::toString);
        assertComplete("whole.tide", devices, List.of());
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("ResumeTest: a whole run takes " + whole.toMillis() + " ms; seed " + seed);
        var chains = IntStream.range(0, CHAINS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> chain("chain" + i, new Random(seed + i), whole, devices)))
                .toList();
        System.out.println(
                "ResumeTest: killed at " + chains.stream().map(CompletableFuture::join).collect(Collectors.joining("; ")));
    }

    /** Kills runs, and what goes on with them, until enough were killed. Returns when, and how many visits were durable then. */
    private static String chain(String name, Random random, Duration whole, List<String> devices) {
        var told = new ArrayList<String>();
        for (var number = 1; told.size() < KILLS_OF_A_CHAIN; number++) {
            var engagement = name + "-" + number + ".tide";
            List<String> durable = List.of();
            var complete = false;
            for (var kills = random.nextInt(1, KILLS_OF_A_RUN + 1); !complete; kills--) {
                var resumes = hasRun(engagement);
                try (var child = resumes ? start(engagement, "audit", "--resume") : start(engagement, "audit", "10.77.0.0/24")) {
                    if (kills > 0 && told.size() < KILLS_OF_A_CHAIN) {
                        var moment = Duration.ofMillis(100 + random.nextLong(whole.toMillis()));
                        Child.pause(moment);
                        child.kill();
                        told.add(moment.toMillis() + " ms");
                    }
                    var ended = child.end();
                    assertTrue(ended.code() == 0 || ended.code() == 137, ended::all);
                    // it may have been killed on its last steps, with all written
                    complete = ended.code() == 0
                            || hasRun(engagement)
                                    && tidewaiter.sql(engagement, "SELECT ending FROM run").equals(List.of("COMPLETE"));
                }
                if (complete) {
                    assertComplete(engagement, devices, durable);
                } else if (hasRun(engagement)) {
                    durable = survivors(engagement, durable);
                    told.add(told.removeLast() + " (" + durable.size() + ")");
                } else {
                    assertNothingToGoOnWith(engagement);
                }
            }
        }
        return String.join(", ", told);
    }

    /** What a killed run left, in which all that was durable before still is. */
    private static List<String> survivors(String engagement, List<String> before) {
        var visits = tidewaiter.sql(engagement, VISITS);
        before.forEach(
                visit -> assertTrue(visits.contains(visit), () -> engagement + ": lost or changed: " + visit + "\nof " + visits));
        assertEquals(visits.size(), Python.verifyChain(tidewaiter.file(engagement)), engagement);
        return visits;
    }

    private static void assertNothingToGoOnWith(String engagement) {
        var there = Files.exists(tidewaiter.file(engagement));
        Tidewaiter.assertRefused(2, run(engagement, "audit", "--resume"), engagement,
                there ? "no run to go on with" : "there is nothing to go on with");
        assertEquals(there, Files.exists(tidewaiter.file(engagement)));
    }

    @Test
    void aFileThatIsNotThereHoldsNoRunAndIsNotMade() {
        assertNothingToGoOnWith("nothing.tide");
    }

    @Test
    void aRunCancelledInTheMiddleOfADeviceReadsThatDeviceAgain() {
        var targets = new String[] { "audit", "10.77.0.10-12", "10.77.0.100-110", "--verbose" };
        String[] before;
        try (var child = lab.start(tidewaiter, List.of(targets[0], targets[1], targets[2], targets[3], "--no-dns", "--no-report",
                "--connect-timeout", "1", "--engagement", "cancelled.tide").toArray(String[]::new))) {
            child.awaitErr(err -> err.contains("10.77.0.11 unix/"));
            child.signal("INT");
            Tidewaiter.assertRefused(130, child.end(), "`tidewaiter audit --resume` goes on from there");
            before = tidewaiter.sql("cancelled.tide", "SELECT address FROM visit WHERE id NOT IN (SELECT visit_id FROM exchange"
                    + " WHERE shortfall_reason = 'CANCELLED')").toArray(String[]::new);
        }
        assertTrue(before.length < 3, () -> "all was read before the signal came: " + List.of(before));
        assertEquals(0, run("cancelled.tide", "audit", "--resume").code());
        assertEquals(List.of("COMPLETE|14|11"), tidewaiter.sql("cancelled.tide", "SELECT ending, asked, silent FROM run"));
        assertEquals(List.of("0"), tidewaiter.sql("cancelled.tide", "SELECT count(*) FROM gap WHERE reason = 'CANCELLED'"));
        assertEquals(List.of("3|3"), tidewaiter.sql("cancelled.tide", "SELECT count(*), count(DISTINCT address) FROM visit"));
        assertEquals(List.of("3"),
                tidewaiter.sql("cancelled.tide", "SELECT count(DISTINCT visit_id) FROM fact WHERE class = 'installed-software'"));
        assertEquals(3, Python.verifyChain(tidewaiter.file("cancelled.tide")));
        assertEquals(List.of(), tidewaiter.sql("cancelled.tide", "PRAGMA foreign_key_check"));
        assertEquals(List.of("0"),
                tidewaiter.sql("cancelled.tide", "SELECT count(*) FROM device WHERE id NOT IN (SELECT device_id FROM visit)"));
        assertEquals(lab.exec("lin2", "dpkg-query", "-W", "-f", "x").length() + "",
                tidewaiter.sql("cancelled.tide",
                        "SELECT count(*) FROM v_installed_software WHERE device_address = '10.77.0.11'").getFirst());
        // and now it is complete
        Tidewaiter.assertRefused(2, run("cancelled.tide", "audit", "--resume"), "is complete: there is nothing to go on with");
    }

    @Test
    void whatCannotBeGoneOnWithIsSaidInASentence() {
        try (var child = lab.start(tidewaiter, "scan", "10.77.0.0/24", "--exclude", "10.77.0.2", "--exclude",
                "10.77.0.206-10.77.0.219",
                "--no-dns", "--engagement", "scan.tide")) {
            child.awaitErr(err -> err.contains("note: presence is asked"));
            child.kill();
            assertEquals(137, child.end().code());
        }
        Tidewaiter.assertRefused(2, run("scan.tide", "audit", "--resume"), "of another kind", "`tidewaiter scan --resume`");
        Tidewaiter.assertRefused(2, run("scan.tide", "scan", "10.77.0.10", "--resume"), "name none");
        var ended = run("scan.tide", "scan", "--resume");
        assertEquals(0, ended.code(), ended::all);
        assertEquals(List.of("SCAN|COMPLETE|" + ASKED), tidewaiter.sql("scan.tide", "SELECT purpose, ending, asked FROM run"));
        Tidewaiter.assertRefused(2, run("scan.tide", "scan", "--resume"), "is complete");
    }
}
