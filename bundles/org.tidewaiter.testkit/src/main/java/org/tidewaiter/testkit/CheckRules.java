package org.tidewaiter.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** What a family's checks keep: well-formed ids, whole findings, purity, calm before nothing, and that each judges at all. */
final class CheckRules {

    private static final int SHUFFLES = 8;

    private final DeviceFamily family;
    private final Map<String, Recording> recordings;
    private final List<Prober> decoders;
    private final List<List<Statement>> cases;

    /** With statements written by hand, for what no recording shows; each list is one device. */
    CheckRules(DeviceFamily family, Map<String, Recording> recordings, List<Prober> decoders, List<List<Statement>> cases) {
        this.family = family;
        this.recordings = recordings;
        this.decoders = decoders;
        this.cases = cases;
    }

    List<Rule> rules() {
        return List.of(new Rule("checks have ids of the family, a title and data classes", this::ids),
                new Rule("checks are calm before nothing, and before gaps alone", this::calm),
                new Rule("checks find the same in whatever order", this::pure),
                new Rule("findings are whole", this::findings),
                new Rule("each check judges somewhere", this::judges));
    }

    private void ids() {
        var ids = new HashSet<String>();
        for (var check : family.checks()) {
            Assert.that(check.id().matches("[a-z][a-z0-9.]*(-[a-z0-9]+)+") && check.id().startsWith(family.id() + "-"),
                    "bad check id " + check.id() + ": it must begin with " + family.id() + "-");
            Assert.that(ids.add(check.id()), "two checks are called " + check.id());
            Assert.that(!check.title().isBlank(), check.id() + " has no title");
            Assert.that(!check.reads().isEmpty(), check.id() + " reads nothing");
            check.reads().forEach(DataClass::of);
        }
    }

    private void calm() {
        for (var check : family.checks()) {
            judge(check, List.of());
            for (var reason : GapReason.values()) {
                var gaps = check.reads().stream().map(c -> new Gap(c, reason, "made for the contract", null)).toList();
                var result = judge(check, gaps);
                Assert.that(reason == GapReason.NOT_PRESENT || !(result instanceof CheckResult.Passed),
                        check.id() + " passes where all was " + reason);
            }
        }
    }

    private void pure() {
        var random = new Random(22);
        each((where, check, statements) -> {
            var first = normal(judge(check, statements));
            for (var i = 0; i < SHUFFLES; i++) {
                var shuffled = new ArrayList<>(statements);
                Collections.shuffle(shuffled, random);
                var again = normal(judge(check, shuffled));
                Assert.that(first.equals(again),
                        where + ": " + check.id() + " says " + first + ", and in another order " + again);
            }
        });
    }

    /** Which of several equal gaps is named first, and in which order rows stand behind a finding, may depend on the order. */
    private static Object normal(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed passed -> passed;
            case CheckResult.NotJudged(var missing) -> missing.dataClass();
            case CheckResult.Found(var findings) -> findings.stream()
                    .map(f -> List.of(f.severity(), f.title(), f.reason(), f.remedy(), f.references(), Set.copyOf(f.because())))
                    .collect(Collectors.toSet());
        };
    }

    private void findings() {
        each((where, check, statements) -> {
            if (judge(check, statements) instanceof CheckResult.Found(var findings)) {
                findings.forEach(finding -> whole(where, check, finding, statements));
            }
        });
    }

    private static void whole(String where, Check check, Finding finding, List<Statement> statements) {
        Assert.that(finding.check().equals(check.id()), where + ": " + check.id() + " finds as " + finding.check());
        Assert.that(!finding.references().isEmpty() && finding.references().stream().noneMatch(String::isBlank),
                where + ": " + check.id() + " names no reference");
        Assert.that(statements.containsAll(finding.because()), where + ": " + check.id() + " rests on what nobody stated");
        for (var text : List.of(finding.title(), finding.reason(), finding.remedy())) {
            Assert.that(text.equals(text.strip()) && !text.contains("\n") && !text.contains("null"),
                    where + ": " + check.id() + " says \"" + text + "\"");
        }
    }

    private void judges() {
        var silent = family.checks().stream().map(Check::id).collect(Collectors.toCollection(TreeSet::new));
        each((where, check, statements) -> {
            if (!(judge(check, statements) instanceof CheckResult.NotJudged)) {
                silent.remove(check.id());
            }
        });
        Assert.that(silent.isEmpty(), "over no recording and no case there is a finding or a pass of " + silent);
    }

    private CheckResult judge(Check check, List<? extends Statement> statements) {
        return check.judge(new Facts(statements, Instant.parse("2026-03-04T05:06:07Z")));
    }

    private interface Judging {
        void run(String where, Check check, List<Statement> statements);
    }

    /** Each check at each device where it would be asked. */
    private void each(Judging judging) {
        if (family.checks().isEmpty()) {
            return;
        }
        var devices = new ArrayList<>(cases);
        var names = new ArrayList<>(Collections.nCopies(cases.size(), "a case written by hand"));
        recordings.forEach((name, recording) -> recording.visits().forEach(recorded -> {
            devices.add(statements(new Replay(Stage.with(family, decoders), event -> {
                // nobody watches
            }).visit(recorded, recording.header()).orElseThrow()));
            names.add(name);
        }));
        for (var i = 0; i < devices.size(); i++) {
            var facts = new Facts(devices.get(i), Instant.EPOCH);
            for (var check : family.checks()) {
                if (check.reads().stream().allMatch(facts::spokenOf)) {
                    judging.run(names.get(i), check, devices.get(i));
                }
            }
        }
    }

    private static List<Statement> statements(Visit visit) {
        var statements = new ArrayList<Statement>();
        visit.rows().forEach(row -> statements.add(new Fact(row.item(), row.evidence())));
        visit.gaps().forEach(gap -> statements.add(gap.gap()));
        return statements;
    }
}
