package org.tidewaiter.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Visit.Row;
import org.tidewaiter.engine.spi.Visit.StepGap;

/** Asks the families' checks about one device, of what is stored of it: so a replay comes to the same. */
record Checking(List<DeviceFamily> families, Fence fence) {

    /** A check that finds more at one device lists rows one by one, which no reader wants. */
    private static final int MOST_FINDINGS = 1_000;

    /** What one family's step stated; the family is "" where no step ran. */
    private record Stated(Statement statement, String family) {
    }

    /** The outcomes in the order of the families' ids, and of a family's checks. */
    List<CheckOutcome> judge(List<Row> rows, List<StepGap> gaps, List<Claim> claims, Instant readAt) {
        var stated = new ArrayList<Stated>();
        rows.forEach(row -> stated.add(new Stated(new Fact(row.item(), row.evidence()), family(row.step()))));
        gaps.forEach(gap -> stated.add(new Stated(gap.gap(), gap.step() instanceof String step ? family(step) : "")));
        var met = stated.stream().map(Stated::family).collect(Collectors.toCollection(HashSet::new));
        claims.stream().filter(c -> c.confidence() != Confidence.HINT).forEach(c -> met.add(c.family()));
        var outcomes = new ArrayList<CheckOutcome>();
        for (var family : families) {
            var checks = met.contains(family.id())
                    ? fence.call(family.id() + " checks", family::checks).orElse(List.of()) : List.<Check> of();
            if (!checks.isEmpty()) {
                var statements = statements(stated, family.id());
                var facts = new Facts(statements, readAt);
                var known = new Known(statements);
                checks.forEach(check -> judge(family, check, known, facts).ifPresent(outcomes::add));
            }
        }
        return outcomes;
    }

    /**
     * What a family's checks see: the facts of all, and the gaps. Of a data class that the family itself has read, another family's gap says
     * nothing: what SNMP does not tell of a computer, its shell has told.
     */
    private static List<Statement> statements(List<Stated> stated, String family) {
        var own = stated.stream().filter(s -> s.family().equals(family)).map(s -> s.statement().dataClass())
                .collect(Collectors.toSet());
        return stated.stream()
                .filter(s -> s.statement() instanceof Fact || s.family().equals(family)
                        || !own.contains(s.statement().dataClass()))
                .map(Stated::statement).toList();
    }

    private static String family(String step) {
        return step.substring(0, Math.max(0, step.indexOf('/')));
    }

    private Optional<CheckOutcome> judge(DeviceFamily family, Check check, Known known, Facts facts) {
        return fence.<Optional<CheckOutcome>> call("a check of " + family.id() + ", " + check.getClass().getSimpleName(), () -> {
            var reads = check.reads().stream().sorted(Comparator.<Class<? extends Item>, String> comparing(Class::getName))
                    .toList();
            if (reads.isEmpty() || !reads.stream().allMatch(facts::spokenOf)) {
                return Optional.empty();
            }
            var result = check.judge(facts);
            hold(check, result, known);
            return Optional.of(new CheckOutcome(check.id(), family.id(), check.title(), reads, result));
        }).flatMap(outcome -> outcome);
    }

    /** What was stated, by its evidence: the hash of a whole row costs more than all checks together. */
    private static final class Known {

        private final Map<@Nullable Evidence, List<Statement>> statements = new HashMap<>();

        Known(List<Statement> all) {
            all.forEach(s -> statements.computeIfAbsent(evidence(s), _ -> new ArrayList<>()).add(s));
        }

        boolean has(Statement statement) {
            return statements.getOrDefault(evidence(statement), List.of()).contains(statement);
        }

        private static @Nullable Evidence evidence(Statement statement) {
            return switch (statement) {
                case Fact fact -> fact.evidence();
                case Gap gap -> gap.evidence();
            };
        }
    }

    /** A finding that another check's name stands on, or that rests on what nobody stated, is a defect. */
    private static void hold(Check check, CheckResult result, Known known) {
        if (!(result instanceof CheckResult.Found(var findings))) {
            return;
        }
        if (findings.size() > MOST_FINDINGS) {
            throw new IllegalStateException("more than " + MOST_FINDINGS + " findings from " + check.id());
        }
        for (var finding : findings) {
            if (!finding.check().equals(check.id()) || !finding.because().stream().allMatch(known::has)) {
                throw new IllegalStateException(check.id() + " must find under its own name, because of what was stated");
            }
        }
    }
}
