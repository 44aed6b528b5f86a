package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.FakeFamily.Colour;
import org.tidewaiter.engine.FakeFamily.Shape;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Visit.Row;
import org.tidewaiter.engine.spi.Visit.StepGap;

/** Which checks are asked of which device, and what becomes of their answers. */
class CheckingTest {

    private static final Instant READ = Instant.parse("2026-03-04T05:06:07Z");

    private final List<String> defects = new ArrayList<>();

    /** A check of the tests' own. */
    private record Made(String id, Set<Class<? extends Item>> reads, Function<Facts, CheckResult> judging) implements Check {
        @Override
        public String title() {
            return "Red things";
        }

        @Override
        public CheckResult judge(Facts facts) {
            return judging.apply(facts);
        }
    }

    private static Finding finding(String check, Statement because) {
        return new Finding(check, Severity.HIGH, "Something is red", "red is " + because, "paint it", List.of("RFC 1"),
                List.of(because));
    }

    /** Finds every red thing. */
    private static Check reds(String id) {
        return new Made(id, Set.of(Colour.class), facts -> CheckResult.of(facts.of(Colour.class).stream()
                .filter(row -> row.item().name().equals("red")).map(row -> finding(id, row.statement())).toList(), facts,
                Colour.class));
    }

    private static Row colour(String name, String step) {
        return new Row(new Colour(name, 1), 0, false, new Evidence(1, "line 1"), step);
    }

    private static StepGap gap(GapReason reason) {
        return new StepGap(new Gap(Colour.class, reason, "colours: needs root", null), "fake/colours");
    }

    private List<CheckOutcome> judge(List<Row> rows, List<StepGap> gaps, List<Claim> claims, DeviceFamily... families) {
        return new Checking(new Installed(List.of(families), List.of(), List.of()).families(), new Fence(defects::add))
                .judge(rows, gaps, claims, READ);
    }

    private @Nullable CheckResult reds(List<Row> rows, StepGap... gaps) {
        var outcomes = judge(rows, List.of(gaps), List.of(), family(reds("fake-red")));
        return outcomes.isEmpty() ? null : outcomes.getFirst().result();
    }

    private static DeviceFamily family(Check... checks) {
        return new FakeFamily("fake", List.of(), List.of(checks));
    }

    @Test
    void aRedThingIsFoundBecauseOfItsFact() {
        var outcomes = judge(List.of(colour("red", "fake/colours"), colour("blue", "fake/colours")), List.of(), List.of(),
                family(reds("fake-red")));
        var because = new Fact(new Colour("red", 1), new Evidence(1, "line 1"));
        assertEquals(List.of(new CheckOutcome("fake-red", "fake", "Red things", List.of(Colour.class),
                new CheckResult.Found(List.of(finding("fake-red", because))))), outcomes);
    }

    @Test
    void onlyWhatWasReadToTheEndPasses() {
        var blue = List.of(colour("blue", "fake/colours"));
        assertEquals(new CheckResult.Passed(), reds(blue));
        assertEquals(new CheckResult.Passed(), reds(List.of(), gap(GapReason.NOT_PRESENT)));
        var denied = gap(GapReason.DENIED);
        assertEquals(new CheckResult.NotJudged(denied.gap()), reds(List.of(), denied));
        assertEquals(new CheckResult.NotJudged(denied.gap()), reds(blue, denied));
        assertTrue(reds(List.of(colour("red", "fake/colours")), denied) instanceof CheckResult.Found);
    }

    @Test
    void aCheckIsNotAskedWhereNobodyTriedToReadItsDataClass() {
        var shape = new Row(new Shape("round"), 0, false, new Evidence(1, ""), "fake/shapes");
        assertEquals(List.of(), judge(List.of(shape), List.of(), List.of(), family(reds("fake-red"))));
        assertEquals(List.of(), judge(List.of(), List.of(), List.of(), family(reds("fake-red"))));
    }

    @Test
    void aFamilyIsNotAskedOfWhatItNeitherReadNorRecognised() {
        var rows = List.of(colour("red", "other/colours"));
        assertEquals(List.of(), judge(rows, List.of(), List.of(), family(reds("fake-red"))));
        var because = List.of(new Because("seen", new Evidence(1, "")));
        var hint = new Claim("fake", null, null, null, Confidence.HINT, because);
        assertEquals(List.of(), judge(rows, List.of(), List.of(hint), family(reds("fake-red"))));
        var likely = new Claim("fake", null, null, null, Confidence.LIKELY, because);
        assertEquals(1, judge(rows, List.of(), List.of(likely), family(reds("fake-red"))).size());
    }

    @Test
    void whatAnotherFamilyCouldNotReadIsNoGapOfWhatThisOneRead() {
        var blue = List.of(colour("blue", "fake/colours"));
        var others = new StepGap(new Gap(Colour.class, GapReason.NOT_REPORTED, "no colours by this way", null), "other/colours");
        assertEquals(new CheckResult.Passed(), reds(blue, others));
        assertEquals(new CheckResult.NotJudged(others.gap()),
                reds(List.of(colour("blue", "other/colours")), others, new StepGap(
                        new Gap(Shape.class, GapReason.DENIED, "shapes: needs root", null), "fake/shapes")));
    }

    @Test
    void aCheckThatThrowsOrLiesIsADefectAndNothingElse() {
        var rows = List.of(colour("red", "fake/colours"));
        var elsewhere = new Fact(new Colour("red", 2), new Evidence(9, ""));
        var outcomes = judge(rows, List.of(), List.of(), family(new Made("fake-throws", Set.of(Colour.class), facts -> {
            throw new IllegalStateException("defect");
        }), new Made("fake-deep", Set.of(Colour.class), CheckingTest::deeper),
                new Made("fake-thief", Set.of(Colour.class),
                        f -> new CheckResult.Found(List.of(finding("fake-red", f.of(Colour.class).getFirst().statement())))),
                new Made("fake-liar", Set.of(Colour.class),
                        f -> new CheckResult.Found(List.of(finding("fake-liar", elsewhere)))),
                new Made("fake-blind", Set.of(), f -> new CheckResult.Passed()), reds("fake-red")));
        assertEquals(List.of("fake-red"), outcomes.stream().map(CheckOutcome::check).toList());
        assertEquals(4, defects.size(), defects.toString());
        assertTrue(defects.getFirst().startsWith("defect in a check of fake, Made: IllegalStateException"), defects.getFirst());
    }

    private static CheckResult deeper(Facts facts) {
        return deeper(new Facts(List.of(), facts.readAt()));
    }

    @Test
    void outcomesComeInTheOrderOfFamiliesAndTheirChecks() {
        var rows = List.of(colour("red", "fake/colours"), colour("red", "other/colours"));
        var other = new FakeFamily("other", List.of(), List.of(reds("other-red")));
        assertEquals(List.of("fake-b", "fake-a", "other-red"),
                judge(rows, List.of(), List.of(), other, family(reds("fake-b"), reds("fake-a"))).stream().map(CheckOutcome::check)
                        .toList());
    }
}
