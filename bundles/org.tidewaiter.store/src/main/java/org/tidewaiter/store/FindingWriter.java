package org.tidewaiter.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.store.StoredCheck.Outcome;

/** Writes what checks came to. What is the same at every device is written once for a run: a check's words, and a finding's but for its reason. */
final class FindingWriter {

    private record Kind(long check, String severity, String title, String remedy, String references) {
    }

    private final Database database;
    private final Map<String, Long> checks = new HashMap<>();
    private final Map<Kind, Long> kinds = new HashMap<>();
    private long knownOf;

    FindingWriter(Database database) {
        this.database = database;
    }

    /**
     * Writes the outcomes of a visit.
     *
     * @param facts the number of each fact that a finding rests on
     */
    void write(long run, long visit, List<CheckOutcome> outcomes, Map<Fact, Long> facts) throws SQLException {
        know(run);
        var findings = 0;
        for (var i = 0; i < outcomes.size(); i++) {
            var outcome = outcomes.get(i);
            var check = check(run, outcome);
            switch (outcome.result()) {
                case CheckResult.Passed() -> result(visit, i, check, Outcome.PASSED, null);
                case CheckResult.NotJudged(var missing) -> result(visit, i, check, Outcome.NOT_JUDGED, missing);
                case CheckResult.Found(var found) -> {
                    result(visit, i, check, Outcome.FOUND, null);
                    for (var finding : found) {
                        write(visit, findings++, check, finding, facts);
                    }
                }
            }
        }
    }

    private void result(long visit, int position, long check, Outcome outcome, @Nullable Gap missing) throws SQLException {
        var evidence = missing == null ? null : missing.evidence();
        database.run("""
                INSERT INTO check_result (visit_id, position, check_rule_id, outcome, class, reason, detail, exchange, place)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", visit, position, check, outcome.name(),
                missing == null ? null : DataClass.of(missing.dataClass()).id(), missing == null ? null : missing.reason().name(),
                missing == null ? null : missing.detail(), evidence == null ? null : evidence.exchange(),
                evidence == null ? null : evidence.where());
    }

    private void write(long visit, int position, long check, Finding finding, Map<Fact, Long> facts) throws SQLException {
        database.run("INSERT INTO finding (visit_id, position, kind_id, reason) VALUES (?, ?, ?, ?)", visit, position,
                kind(check, finding), finding.reason());
        for (var i = 0; i < finding.because().size(); i++) {
            var statement = finding.because().get(i);
            var evidence = evidence(statement);
            database.run("""
                    INSERT INTO finding_because (visit_id, finding, position, class, fact_id, exchange, place)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""", visit, position, i, DataClass.of(statement.dataClass()).id(),
                    statement instanceof Fact fact ? facts.get(fact) : null, evidence == null ? null : evidence.exchange(),
                    evidence == null ? null : evidence.where());
        }
    }

    private static @Nullable Evidence evidence(Statement statement) {
        return switch (statement) {
            case Fact fact -> fact.evidence();
            case Gap gap -> gap.evidence();
        };
    }

    /** Reads what the run has already, for it may be one that is gone on with. */
    private void know(long run) throws SQLException {
        if (knownOf == run) {
            return;
        }
        checks.clear();
        kinds.clear();
        for (var known : database.list("SELECT id, \"check\" FROM check_rule WHERE run_id = ?",
                row -> Map.entry(row.getString(2), row.getLong(1)), run)) {
            checks.put(known.getKey(), known.getValue());
        }
        for (var known : database.list("""
                SELECT k.* FROM finding_kind k JOIN check_rule c ON c.id = k.check_rule_id WHERE c.run_id = ?""",
                row -> Map.entry(new Kind(row.getLong("check_rule_id"), row.getString("severity"), row.getString("title"),
                        row.getString("remedy"), row.getString("references")), row.getLong("id")),
                run)) {
            kinds.put(known.getKey(), known.getValue());
        }
        knownOf = run;
    }

    private long check(long run, CheckOutcome outcome) throws SQLException {
        var known = checks.get(outcome.check());
        if (known != null) {
            return known;
        }
        var id = 1 + database.number("SELECT max(id) FROM check_rule");
        database.run("INSERT INTO check_rule (id, run_id, \"check\", family, title, reads) VALUES (?, ?, ?, ?, ?, ?)", id, run,
                outcome.check(), outcome.family(), outcome.title(),
                Values.jsonArray(outcome.reads().stream().map(c -> DataClass.of(c).id()).sorted().toList()));
        checks.put(outcome.check(), id);
        return id;
    }

    private long kind(long check, Finding finding) throws SQLException {
        var kind = new Kind(check, finding.severity().name(), finding.title(), finding.remedy(),
                Values.jsonArray(finding.references()));
        var known = kinds.get(kind);
        if (known != null) {
            return known;
        }
        var id = 1 + database.number("SELECT max(id) FROM finding_kind");
        database.run("""
                INSERT INTO finding_kind (id, check_rule_id, severity, title, remedy, "references") VALUES (?, ?, ?, ?, ?, ?)""",
                id,
                check, kind.severity(), kind.title(), kind.remedy(), kind.references());
        kinds.put(kind, id);
        return id;
    }
}
