package org.tidewaiter.family.windows.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.spi.Check;

/**
 * What a check must come to at a computer.
 *
 * @param check    id without the family
 * @param expected a severity, {@code PASS}, or {@code ?} where it is not to be judged
 * @param what     it in words
 */
record CheckCase(String check, List<Statement> statements, String expected, String what) {

    static final Instant VISIT = Instant.parse("2026-03-04T05:06:07Z");

    /** With items as facts, each from a place of its own. */
    static CheckCase of(String check, String expected, Object... stated) {
        var statements = new ArrayList<Statement>();
        for (var each : stated) {
            statements.add(each instanceof Item item ? new Fact(item, new Evidence(1, "row " + (statements.size() + 1)))
                    : (Statement) each);
        }
        return new CheckCase(check, statements, expected, check + ": " + expected + " of " + List.of(stated));
    }

    Check judge() {
        return WindowsChecks.all().stream().filter(c -> c.id().equals("windows-" + check)).findFirst()
                .orElseThrow(() -> new AssertionError("there is no check windows-" + check));
    }

    /** What it comes to, in the words of {@link #expected}. */
    String outcome() {
        var first = outcome(statements);
        var random = new Random(7);
        for (var i = 0; i < 3; i++) {
            var shuffled = new ArrayList<>(statements);
            Collections.shuffle(shuffled, random);
            if (!outcome(shuffled).equals(first)) {
                return "hangs on the order: " + outcome(shuffled);
            }
        }
        return first;
    }

    private String outcome(List<Statement> stated) {
        return switch (result(stated)) {
            case CheckResult.Passed() -> "PASS";
            case CheckResult.NotJudged(var _) -> "?";
            case CheckResult.Found(var findings) -> findings.getFirst().severity().name();
        };
    }

    CheckResult result() {
        return result(statements);
    }

    private CheckResult result(List<Statement> stated) {
        return judge().judge(new Facts(stated, VISIT));
    }

    /** The reason of its finding, or what is missing. */
    String reason() {
        return switch (result()) {
            case CheckResult.Passed() -> "";
            case CheckResult.NotJudged(var missing) -> missing.detail();
            case CheckResult.Found(var findings) -> findings.getFirst().reason();
        };
    }

    /** The data classes that its computer speaks of. */
    Set<Class<? extends Item>> spokenOf() {
        return Set.copyOf(statements.stream().<Class<? extends Item>> map(Statement::dataClass).toList());
    }
}
