package org.tidewaiter.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Visit.Row;
import org.tidewaiter.engine.spi.Visit.StepGap;

/** Asks the families' checks about one device, of what is stored of it: so a replay comes to the same. */
record Checking(List<DeviceFamily> families, Fence fence) {

    /** A check that finds more at one device lists rows one by one, which no reader wants. */
    private static final int MOST_FINDINGS = 1_000;

    /** What was stated of a device, and by whom. */
    private record Stated(List<Statement> statements, Set<String> families, Facts facts) {
    }

    /** The outcomes in the order of the families' ids, and of a family's checks. */
    List<CheckOutcome> judge(List<Row> rows, List<StepGap> gaps, List<Claim> claims, Instant readAt) {
        var statements = new ArrayList<Statement>();
        var by = new HashSet<String>();
        for (var row : rows) {
            statements.add(new Fact(row.item(), row.evidence()));
            by.add(family(row.step()));
        }
        for (var stated : gaps) {
            statements.add(stated.gap());
            if (stated.step() instanceof String step) {
                by.add(family(step));
            }
        }
        claims.stream().filter(c -> c.confidence() != Confidence.HINT).forEach(c -> by.add(c.family()));
        var stated = new Stated(statements, by, new Facts(statements, readAt));
        var outcomes = new ArrayList<CheckOutcome>();
        for (var family : families) {
            if (by.contains(family.id())) {
                fence.call(family.id() + " checks", family::checks).orElse(List.of())
                        .forEach(check -> judge(family, check, stated).ifPresent(outcomes::add));
            }
        }
        return outcomes;
    }

    private static String family(String step) {
        return step.substring(0, Math.max(0, step.indexOf('/')));
    }

    private Optional<CheckOutcome> judge(DeviceFamily family, Check check, Stated stated) {
        return fence.<Optional<CheckOutcome>> call("a check of " + family.id() + ", " + check.getClass().getSimpleName(), () -> {
            var reads = check.reads().stream().sorted(Comparator.<Class<? extends Item>, String> comparing(Class::getName))
                    .toList();
            if (reads.isEmpty() || !reads.stream().allMatch(stated.facts()::spokenOf)) {
                return Optional.empty();
            }
            var result = check.judge(stated.facts());
            hold(check, result, stated);
            return Optional.of(new CheckOutcome(check.id(), family.id(), check.title(), reads, result));
        }).flatMap(outcome -> outcome);
    }

    /** A finding that another check's name stands on, or that rests on what nobody stated, is a defect. */
    private static void hold(Check check, CheckResult result, Stated stated) {
        if (!(result instanceof CheckResult.Found(var findings))) {
            return;
        }
        if (findings.size() > MOST_FINDINGS) {
            throw new IllegalStateException("more than " + MOST_FINDINGS + " findings from " + check.id());
        }
        var known = new HashSet<>(stated.statements());
        for (var finding : findings) {
            if (!finding.check().equals(check.id()) || !known.containsAll(finding.because())) {
                throw new IllegalStateException(check.id() + " must find under its own name, because of what was stated");
            }
        }
    }
}
