package org.tidewaiter.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.readiness.Readiness;

/** Writes what a readiness run found. A rule's own words are written once for a run. */
final class ReadinessWriter {

    private final Database database;
    private final Map<String, Long> rules = new HashMap<>();
    private long rulesOf;

    ReadinessWriter(Database database) {
        this.database = database;
    }

    void write(long run, long visit, Readiness readiness) throws SQLException {
        database.run("INSERT INTO readiness (visit_id, family, recognised, verdict) VALUES (?, ?, ?, ?)", visit,
                readiness.family(), readiness.recognised() ? 1 : 0, readiness.verdict().name());
        for (var i = 0; i < readiness.results().size(); i++) {
            var result = readiness.results().get(i);
            var evidence = result.evidence();
            database.run("""
                    INSERT INTO rule_result (visit_id, position, rule_id, cause, counts, server, teller, why, remedy, exchange, place)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", visit, i, rule(run, result.rule()), result.cause().name(),
                    result.counts() ? 1 : 0, text(result.server()), text(result.teller()), result.why(), result.remedy(),
                    evidence == null ? null : evidence.exchange(), evidence == null ? null : evidence.where());
        }
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }

    private long rule(long run, PortRule rule) throws SQLException {
        if (rulesOf != run) {
            rules.clear();
            for (var known : database.list("SELECT id, rule FROM port_rule WHERE run_id = ?",
                    row -> Map.entry(row.getString("rule"), row.getLong("id")), run)) {
                rules.put(known.getKey(), known.getValue());
            }
            rulesOf = run;
        }
        var id = rules.get(rule.id());
        if (id == null) {
            id = insert(run, rule);
            rules.put(rule.id(), id);
        }
        return id;
    }

    private long insert(long run, PortRule rule) throws SQLException {
        var id = 1 + database.number("SELECT max(id) FROM port_rule");
        var lost = rule.lost().stream().map(c -> DataClass.of(c).id()).sorted().toList();
        database.run("""
                INSERT INTO port_rule (id, run_id, rule, stage, protocol, port, party, need, purpose, effect, lost, source, stated, temporary,
                    enable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, run, rule.id(), rule.stage().name(),
                rule.protocol().name(), rule.port(), rule.party().name(), need(rule.need()), rule.purpose(), rule.effect(),
                Values.jsonArray(lost), rule.source(), rule.basis() == Basis.STATED ? 1 : 0,
                rule.traits().contains(Trait.TEMPORARY) ? 1 : 0, rule.enable());
        return id;
    }

    /** {@code required}, {@code optional}, {@code only-if-fails RULE}, {@code alternative-to RULE}. */
    private static String need(Need need) {
        return switch (need) {
            case Need.Required() -> "required";
            case Need.Optional() -> "optional";
            case Need.OnlyIfFails(var other) -> "only-if-fails " + other;
            case Need.AlternativeTo(var other) -> "alternative-to " + other;
        };
    }
}
