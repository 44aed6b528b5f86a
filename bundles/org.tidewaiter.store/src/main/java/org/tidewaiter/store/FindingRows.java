package org.tidewaiter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.store.StoredCheck.Outcome;
import org.tidewaiter.store.StoredFinding.Basis;

/** Reads what the checks of a visit came to. */
record FindingRows(Database database, long visit) {

    private record Place(long finding, Basis basis) {
    }

    /** In the order in which they were asked. */
    List<StoredCheck> checks() throws SQLException {
        var findings = findings();
        return database.list("""
                SELECT r.*, c."check" AS id, c.family, c.title, c.reads FROM check_result r JOIN check_rule c ON c.id = r.check_rule_id
                WHERE r.visit_id = ? ORDER BY r.position""", row -> {
            var id = row.getString("id");
            return new StoredCheck(id, row.getString("family"), row.getString("title"), Values.strings(row.getString("reads")),
                    Outcome.valueOf(row.getString("outcome")), missing(row),
                    findings.stream().filter(f -> f.check().equals(id)).toList());
        }, visit);
    }

    /** In the order in which they were found. */
    List<StoredFinding> findings() throws SQLException {
        var reasons = new TreeMap<Long, List<Basis>>();
        database.list("SELECT * FROM finding_because WHERE visit_id = ? ORDER BY finding, position", FindingRows::place, visit)
                .forEach(p -> reasons.computeIfAbsent(p.finding(), _ -> new ArrayList<>()).add(p.basis()));
        return database.list("""
                SELECT f.position, f.reason, k.*, c."check" AS check_id FROM finding f JOIN finding_kind k ON k.id = f.kind_id
                JOIN check_rule c ON c.id = k.check_rule_id WHERE f.visit_id = ? ORDER BY f.position""",
                row -> finding(row, reasons), visit);
    }

    private static StoredFinding finding(ResultSet row, Map<Long, List<Basis>> reasons) throws SQLException {
        return new StoredFinding(row.getString("check_id"), Severity.valueOf(row.getString("severity")), row.getString("title"),
                row.getString("reason"), row.getString("remedy"), Values.strings(row.getString("references")),
                reasons.getOrDefault(row.getLong("position"), List.of()));
    }

    private static Place place(ResultSet row) throws SQLException {
        var fact = row.getLong("fact_id");
        return new Place(row.getLong("finding"), new Basis(row.getString("class"), fact == 0 ? null : fact, evidence(row)));
    }

    private static @Nullable StoredGap missing(ResultSet row) throws SQLException {
        return row.getString("class") instanceof String dataClass
                ? new StoredGap(dataClass, GapReason.valueOf(row.getString("reason")), row.getString("detail"), evidence(row),
                        null)
                : null;
    }

    private static @Nullable Evidence evidence(ResultSet row) throws SQLException {
        var exchange = Values.integer(row, "exchange");
        return exchange == null ? null : new Evidence(exchange, row.getString("place"));
    }
}
