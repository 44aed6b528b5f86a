package org.tidewaiter.testkit.readiness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.engine.readiness.Assessor;
import org.tidewaiter.engine.readiness.Seen;
import org.tidewaiter.engine.readiness.Situation;

/** What holds for every combination of port states, whatever the rules are. */
public final class Invariants {

    private static final List<String> STATES = List.of("open", "rst", "silent", "prohibited");
    private static final List<String> FEWER = List.of("open", "rst", "silent");
    private static final int MANY = 8;

    private final String family;
    private final List<PortRule> rules;
    private final Map<String, Map<String, Seen>> seen = new HashMap<>();
    private long combinations;

    private Invariants(String family, List<PortRule> rules) {
        this.family = family;
        this.rules = rules;
        for (var state : STATES) {
            seen.put(state, rules.stream().collect(Collectors.toMap(PortRule::id, r -> TruthTable.state(state, r))));
        }
    }

    /**
     * Goes through all combinations: opening a port, or recognising the device, never makes a verdict worse; every verdict but READY names a
     * rule and READY names none; every rule that is named exists; what gives no answer by nature changes nothing.
     *
     * @return how many combinations were judged
     */
    public static long check(String family, List<PortRule> rules) {
        var invariants = new Invariants(family, rules);
        invariants.walk(0, new HashMap<>());
        return invariants.combinations;
    }

    private void walk(int index, Map<String, Seen> states) {
        if (index == rules.size()) {
            judge(states);
            return;
        }
        for (var state : states(rules.get(index))) {
            states.put(rules.get(index).id(), seen(state, rules.get(index)));
            walk(index + 1, states);
        }
    }

    /** What never answers is silent, and opened on trial alone. */
    private List<String> states(PortRule rule) {
        return rule.traits().contains(Trait.UNANSWERED) ? List.of("silent") : rules.size() > MANY ? FEWER : STATES;
    }

    private Seen seen(String state, PortRule rule) {
        return seen.getOrDefault(state, Map.of()).getOrDefault(rule.id(), Seen.nothing(Seen.NOT_ASKED));
    }

    private void judge(Map<String, Seen> states) {
        for (var domain : List.of(false, true)) {
            var unsure = assess(false, domain, states);
            var sure = assess(true, domain, states);
            expect(sure.verdict().compareTo(unsure.verdict()) <= 0, sure, states, "recognising makes it worse: " + unsure);
            for (var readiness : List.of(unsure, sure)) {
                names(readiness, states);
                opening(readiness, domain, states);
            }
        }
    }

    private Readiness assess(boolean recognised, boolean domain, Map<String, Seen> states) {
        combinations++;
        return Assessor.assess(family, rules, new Situation(recognised, domain, states, Map.of()));
    }

    private void names(Readiness readiness, Map<String, Seen> states) {
        expect(readiness.failing().isEmpty() == (readiness.verdict() == Verdict.READY), readiness, states,
                "the reasons do not fit");
        expect(rules.containsAll(readiness.failing().stream().map(r -> r.rule()).toList()), readiness, states, "an unknown rule");
        expect(readiness.failing().stream().noneMatch(r -> r.rule().traits().contains(Trait.UNANSWERED)), readiness, states,
                "what gives no answer is a reason");
    }

    private void opening(Readiness before, boolean domain, Map<String, Seen> states) {
        for (var rule : rules) {
            var was = states.getOrDefault(rule.id(), Seen.nothing(Seen.NOT_ASKED));
            var open = seen("open", rule);
            if (!was.equals(open)) {
                states.put(rule.id(), open);
                var after = assess(before.recognised(), domain, states);
                var same = rule.traits().contains(Trait.UNANSWERED);
                expect(after.verdict().compareTo(before.verdict()) <= 0 && (!same || after.verdict() == before.verdict()), before,
                        states, "opening " + rule.id() + " makes it " + after.verdict());
                states.put(rule.id(), was);
            }
        }
    }

    private static void expect(boolean holds, Readiness readiness, Map<String, Seen> states, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + "; it is " + readiness.verdict() + " by "
                    + states.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().state()).sorted().toList());
        }
    }
}
