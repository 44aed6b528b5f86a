package org.tidewaiter.acceptance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the latest readiness run of an engagement says, read by SQL.
 *
 * @param engagement the file's name
 */
record ReadinessRows(Tidewaiter tidewaiter, String engagement) {

    private static final String LATEST = " v.run_id = (SELECT max(id) FROM run) ";

    /** {@code FAMILY VERDICT} of an address, with {@code ?} after a family that is no more than a guess. */
    String verdict(String address) {
        return one(
                "SELECT r.family || iif(r.recognised, '', '?') || ' ' || r.verdict FROM readiness r JOIN visit v ON v.id = r.visit_id"
                        + " WHERE" + LATEST + "AND v.address = '" + address + "'");
    }

    /** The cause of each rule at an address, by the rule's id; with {@code *} before it where it counts against the verdict. */
    Map<String, String> causes(String address) {
        var causes = new TreeMap<String, String>();
        for (var row : results(address, "p.rule || '|' || iif(s.counts, '*', '') || s.cause")) {
            var words = row.split("[|]", 2);
            causes.put(words[0], words[1]);
        }
        return causes;
    }

    String cause(String address, String rule) {
        return causes(address).getOrDefault(rule, "no such rule");
    }

    /** The rules that stand in the way. */
    List<String> failing(String address) {
        return causes(address).entrySet().stream().filter(e -> e.getValue().startsWith("*")).map(Map.Entry::getKey).toList();
    }

    /** Why a rule counts, and what to do. */
    String why(String address, String rule) {
        return result(address, rule, "s.why || ' -> ' || s.remedy");
    }

    /** Who was asked, where it was not the device. */
    String server(String address, String rule) {
        return result(address, rule, "coalesce(s.server, '')");
    }

    /** What a rule says is lost. */
    String effect(String address, String rule) {
        return result(address, rule, "p.effect");
    }

    /** {@code STATE REASON} of a port, by {@code tcp/22}. */
    Map<String, String> ports(String address) {
        var ports = new TreeMap<String, String>();
        for (var row : tidewaiter.sql(engagement, "SELECT lower(o.protocol) || '/' || o.port || '|' || o.state || ' ' || o.reason"
                + " FROM port o JOIN visit v ON v.id = o.visit_id WHERE" + LATEST + "AND v.address = '" + address + "'")) {
            var words = row.split("[|]", 2);
            ports.put(words[0], words[1]);
        }
        return ports;
    }

    /** How many devices have a verdict. */
    int count(String verdict) {
        return Integer.parseInt(one("SELECT count(*) FROM readiness r JOIN visit v ON v.id = r.visit_id WHERE" + LATEST
                + "AND r.verdict = '" + verdict + "'"));
    }

    private String result(String address, String rule, String column) {
        var rows = results(address, "p.rule || '|' || " + column);
        return rows.stream().filter(r -> r.startsWith(rule + "|")).map(r -> r.substring(rule.length() + 1)).findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not among " + rows));
    }

    private List<String> results(String address, String columns) {
        return tidewaiter.sql(engagement, "SELECT " + columns + " FROM rule_result s JOIN port_rule p ON p.id = s.rule_id"
                + " JOIN visit v ON v.id = s.visit_id WHERE" + LATEST + "AND v.address = '" + address + "' ORDER BY s.position");
    }

    private String one(String query) {
        var rows = tidewaiter.sql(engagement, query);
        if (rows.size() != 1) {
            throw new AssertionError(query + ": " + rows);
        }
        return rows.getFirst();
    }
}
