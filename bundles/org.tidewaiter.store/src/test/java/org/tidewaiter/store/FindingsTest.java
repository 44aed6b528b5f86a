package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.StoredCheck.Outcome;
import org.tidewaiter.store.StoredFinding.Basis;

/** What checks came to, in the file and back. */
class FindingsTest {

    private static final List<String> TABLES = List.of("finding_because", "finding", "finding_kind", "check_result",
            "check_rule");

    @TempDir
    private Path folder;

    private static Visit judged(Visit visit, CheckOutcome... checks) {
        return new Visit(visit.address(), visit.asked(), visit.names(), visit.macs(), visit.claims(), visit.ambiguous(),
                visit.ports(), visit.rows(), visit.gaps(), visit.exchanges(), visit.identifiers(), visit.started(),
                visit.finished(), null, null, List.of(checks), visit.root());
    }

    private static CheckOutcome outcome(String check, CheckResult result) {
        return new CheckOutcome(check, "unix", "The matter of " + check, List.of(InstalledSoftware.class), result);
    }

    /** Finds the first package, and lacks the volumes. */
    private static Visit visit(String address) {
        var visit = Visits.visit(address, Visits.manyRows(3));
        var row = visit.rows().get(1);
        var because = List.<Statement> of(new Fact(row.item(), row.evidence()), visit.gaps().getFirst().gap());
        var found = new CheckResult.Found(List.of(new Finding("unix-old", Severity.HIGH, "Old software",
                "package-1 1.1 at " + address, "update it", List.of("RFC 1", "https://vendor.example/?a=1&b=2"), because)));
        return judged(visit, outcome("unix-old", found), outcome("unix-good", new CheckResult.Passed()),
                outcome("unix-unseen", new CheckResult.NotJudged(visit.gaps().getFirst().gap())),
                outcome("unix-valueless", CheckResult.missing(Volume.class, "no volume tells its encryption")));
    }

    private static List<String> count(Path file, String table) throws Exception {
        return Sqlite3.query(file, "SELECT count(*) FROM " + table);
    }

    @Test
    void whatChecksCameToComesBackWithItsEvidence() throws Exception {
        var file = folder.resolve("findings.tide");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.commit(visit("192.0.2.7"));
            run.commit(visit("192.0.2.8"));
            run.finish(Visits.FOOTER);
            try (var reader = engagement.reader()) {
                var second = reader.visits(reader.latestRun().orElseThrow()).getLast();
                var finding = new StoredFinding("unix-old", Severity.HIGH, "Old software", "package-1 1.1 at 192.0.2.8",
                        "update it",
                        List.of("RFC 1", "https://vendor.example/?a=1&b=2"),
                        List.of(new Basis("installed-software", 5L, new Evidence(3, "line 2")),
                                new Basis("volume", null, new Evidence(4, "line 1"))));
                var gap = new StoredGap("volume", GapReason.DENIED, "192.0.2.8: df refused; run as root",
                        new Evidence(4, "line 1"),
                        null);
                var valueless = new StoredGap("volume", GapReason.NOT_REPORTED, "no volume tells its encryption", null, null);
                var reads = List.of("installed-software");
                assertEquals(List.of(
                        new StoredCheck("unix-old", "unix", "The matter of unix-old", reads, Outcome.FOUND, null,
                                List.of(finding)),
                        new StoredCheck("unix-good", "unix", "The matter of unix-good", reads, Outcome.PASSED, null, List.of()),
                        new StoredCheck("unix-unseen", "unix", "The matter of unix-unseen", reads, Outcome.NOT_JUDGED, gap,
                                List.of()),
                        new StoredCheck("unix-valueless", "unix", "The matter of unix-valueless", reads, Outcome.NOT_JUDGED,
                                valueless,
                                List.of())),
                        reader.checks(second));
                assertEquals(List.of(finding), reader.findings(second));
                assertEquals(List.of(new Evidence(3, "line 2"), new Evidence(4, "line 1")), finding.evidence());
            }
        }
        assertEquals(List.of("package-1"), Sqlite3.query(file, """
                SELECT s.name FROM finding_because b JOIN installed_software s ON s.fact_id = b.fact_id WHERE b.visit_id = 2"""));
        assertEquals(List.of("1"), count(file, "finding_kind"), "what two devices have in common stands there once");
        assertEquals(List.of("4"), count(file, "check_rule"));
    }

    @Test
    void aReplacedVisitTakesItsFindingsWithItAndAResumedRunKeepsItsWords() throws Exception {
        var file = folder.resolve("cut.tide");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            var exchanges = new ArrayList<>(Visits.exchanges());
            exchanges.add(
                    Visits.exchange(5, Kind.CUT, "device", "", Ending.shortOf(new Shortfall(GapReason.CANCELLED, "cancelled"))));
            run.commit(judged(Visits.visit("192.0.2.7", Visits.manyRows(3), exchanges, List.of()),
                    visit("192.0.2.7").checks().toArray(CheckOutcome[]::new)));
        }
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var again = engagement.journal();
            again.resume(1);
            again.commit(visit("192.0.2.7"));
            again.finish(Visits.FOOTER);
            try (var reader = engagement.reader()) {
                var visit = reader.visits(reader.latestRun().orElseThrow()).getFirst();
                assertEquals(1, reader.findings(visit).size());
                assertEquals(4, reader.checks(visit).size());
            }
        }
        assertEquals(List.of(), Sqlite3.query(file, "PRAGMA foreign_key_check"));
        assertEquals(List.of("2"), count(file, "finding_because"));
        assertEquals(List.of("1"), count(file, "finding_kind"));
        assertEquals(List.of("4"), count(file, "check_rule"));
    }

    @Test
    void aFileOfSchemaThreeIsReadAsItIsAndGrowsWhenItIsWritten() throws Exception {
        var file = folder.resolve("old.tide");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.commit(Visits.visit("192.0.2.7", Visits.manyRows(3)));
            run.finish(Visits.FOOTER);
        }
        for (var table : TABLES) {
            Sqlite3.query(file, "DROP TABLE " + table);
        }
        Sqlite3.query(file, "DROP TABLE device_change");
        Sqlite3.query(file, "ALTER TABLE run DROP COLUMN manifests");
        Sqlite3.query(file, "PRAGMA user_version = 3");
        try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
            var visit = reader.visits(reader.latestRun().orElseThrow()).getFirst();
            assertEquals(List.of(), reader.checks(visit));
            assertEquals(List.of(), reader.findings(visit));
        }
        assertEquals(List.of("3"), Sqlite3.query(file, "PRAGMA user_version"));
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.commit(visit("192.0.2.7"));
            run.finish(Visits.FOOTER);
            try (var reader = engagement.reader()) {
                assertEquals(List.of(0, 1), reader.runs().stream().map(r -> findings(reader, r)).toList());
            }
        }
        assertEquals(List.of("6"), Sqlite3.query(file, "PRAGMA user_version"));
        assertTrue(Sqlite3.query(file, "PRAGMA foreign_key_check").isEmpty());
    }

    private static int findings(EngagementReader reader, StoredRun run) {
        try {
            return reader.findings(reader.visits(run).getFirst()).size();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
