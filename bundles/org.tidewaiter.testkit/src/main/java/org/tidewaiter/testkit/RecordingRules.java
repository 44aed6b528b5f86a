package org.tidewaiter.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.RecordedVisit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** Promises, evidence and clean values on honest recordings; calm on spoilt ones. */
final class RecordingRules {

    private static final Set<String> DIRT = Set.of("n/a", "none", "null", "unknown", "to be filled by o.e.m.", "default string",
            "not specified", "(none)",
            "0123456789", "system product name", "system serial number");

    private final DeviceFamily family;
    private final Map<String, Recording> recordings;
    private final List<Prober> decoders;

    RecordingRules(DeviceFamily family, Map<String, Recording> recordings, List<Prober> decoders) {
        this.decoders = decoders;
        this.family = family;
        this.recordings = recordings;
    }

    List<Rule> rules() {
        return List.of(new Rule("promises are kept: each data class is a fact or a gap", () -> eachRecorded(this::promises)),
                new Rule("each promised data class is a fact in some recording", this::facts),
                new Rule("each fact's evidence leads to a place in the log", () -> each(this::evidence)),
                new Rule("values are clean", () -> each(this::clean)),
                new Rule("only declared and recorded requests are asked", () -> each(this::declared)),
                new Rule("hostile replies end as facts or gaps", () -> eachRecorded(this::hostile)),
                new Rule("a failed request costs its own step alone", () -> eachRecorded(this::isolation)),
                new Rule("cancelled at any exchange it ends within a second", () -> eachRecorded(this::cancel)));
    }

    @FunctionalInterface
    private interface VisitCheck {
        void run(String name, Visit visit);
    }

    @FunctionalInterface
    private interface RecordedCheck {
        void run(String name, Recording recording, RecordedVisit visit) throws Exception;
    }

    private void each(VisitCheck check) throws Exception {
        eachRecorded((name, recording, visit) -> check.run(name, replay(recording, visit)));
    }

    private void eachRecorded(RecordedCheck check) throws Exception {
        for (var entry : recordings.entrySet()) {
            for (var visit : entry.getValue().visits()) {
                check.run(entry.getKey(), entry.getValue(), visit);
            }
        }
    }

    private Visit replay(Recording recording, RecordedVisit visit) {
        return new Replay(Stage.with(family, decoders), event -> {
            // nobody watches
        }).visit(visit, recording.header()).orElseThrow();
    }

    /** Of the steps that the auditor chose. What is known from outside alone is only spoken of where it was seen, so of those steps the ones that ran count. */
    private void promises(String name, Recording recording, RecordedVisit recorded) {
        var ran = new HashSet<String>();
        var chosen = new ChosenSteps(family);
        var visit = new Replay(Stage.with(chosen, decoders), event -> {
            if (event instanceof RunEvent.DeviceStage(_, var stage)) {
                ran.add(stage);
            }
        }).visit(recorded, recording.header()).orElseThrow();
        var spoken = new HashSet<Class<? extends Item>>();
        visit.rows().forEach(r -> spoken.add(r.item().getClass()));
        visit.gaps().forEach(g -> spoken.add(g.gap().dataClass()));
        for (var step : family.auditor().steps()) {
            // a scan reads nothing
            var counts = chosen.has(step) && step.needs() != OutsideSession.class && recording.header().purpose() == Purpose.AUDIT
                    || ran.contains(family.id() + "/" + step.id());
            for (var promise : counts ? step.promises() : Set.<Class<? extends Item>> of()) {
                Assert.that(spoken.contains(promise), name + ": nothing is said of " + DataClass.of(promise).id());
            }
        }
        visit.gaps()
                .forEach(g -> Assert.that(
                        g.gap().reason() != GapReason.UNPARSEABLE && !g.gap().detail().contains("without a word"),
                        name + ": on an honest recording " + g));
    }

    private void facts() throws Exception {
        var missing = family.auditor().steps().stream().flatMap(s -> s.promises().stream()).map(c -> DataClass.of(c).id())
                .collect(Collectors.toCollection(TreeSet::new));
        each((name, visit) -> visit.rows().forEach(r -> missing.remove(DataClass.of(r.item().getClass()).id())));
        Assert.that(recordings.isEmpty() || missing.isEmpty(), "in no recording is there a fact of " + missing);
    }

    private void evidence(String name, Visit visit) {
        visit.rows().forEach(
                row -> Assert.that(resolves(visit, row.evidence()), name + ": " + row.item() + " rests on " + row.evidence()));
        visit.claims().forEach(c -> c.because().forEach(b -> Assert.that(resolves(visit, b.evidence()), name + ": " + b)));
    }

    private static boolean resolves(Visit visit, Evidence evidence) {
        if (evidence.exchange() > visit.exchanges().size()) {
            return false;
        }
        var lines = new String(visit.exchanges().get(evidence.exchange() - 1).out(), StandardCharsets.UTF_8).lines().count();
        return !evidence.where().startsWith("line ") || Integer.parseInt(evidence.where().substring(5)) <= lines;
    }

    private void clean(String name, Visit visit) {
        for (var row : visit.rows()) {
            var dataClass = DataClass.of(row.item().getClass());
            var values = dataClass.values(row.item());
            for (var i = 0; i < values.size(); i++) {
                Assert.that(isClean(values.get(i)),
                        name + ": " + dataClass.id() + "." + dataClass.columns().get(i).name() + " is " + values.get(i));
            }
        }
    }

    private static boolean isClean(@Nullable Object value) {
        return switch (value) {
            case String text -> !text.isBlank() && text.equals(text.strip()) && !DIRT.contains(text.toLowerCase(Locale.ROOT));
            case Instant instant -> instant.isAfter(Instant.EPOCH);
            case LocalDate date -> date.isAfter(LocalDate.EPOCH);
            case Long number -> number >= 0;
            case null, default -> true;
        };
    }

    private void declared(String name, Visit visit) {
        // a template's values follow from answers, so that its id alone can be declared
        var templates = family.auditor().steps().stream().flatMap(s -> s.requests().stream()).filter(Request::isTemplate)
                .map(Request::id).collect(Collectors.toSet());
        var texts = family.auditor().steps().stream().flatMap(s -> s.requests().stream()).filter(r -> !r.isTemplate())
                .map(r -> r.id() + "\n" + r.text()).collect(Collectors.toSet());
        visit.exchanges().stream().filter(e -> e.kind() == Kind.REQUEST)
                .forEach(e -> Assert.that(templates.contains(e.requestId()) || texts.contains(e.requestId() + "\n" + e.request()),
                        name + ": undeclared request " + e.requestId()));
    }

    private void hostile(String name, Recording recording, RecordedVisit visit) {
        for (var ordinal : Mutations.requests(visit)) {
            for (var form : Mutations.hostile(visit.exchanges().get(ordinal - 1).out()).entrySet()) {
                var spoilt = replay(recording, Mutations.withReply(visit, ordinal, form.getValue()));
                spoilt.gaps().forEach(g -> Assert.that(!isDefect(g.gap().detail()),
                        name + ": exchange " + ordinal + " " + form.getKey() + ": " + g.gap().detail()));
            }
        }
    }

    /** A spoilt reply may lead a step to ask what nobody recorded: that is the recording's limit, not the step's fault. */
    private static boolean isDefect(String detail) {
        return detail.startsWith("defect") && !detail.contains("UnrecordedRequestException");
    }

    private void isolation(String name, Recording recording, RecordedVisit visit) {
        var honest = byStep(replay(recording, visit));
        for (var ordinal : Mutations.requests(visit)) {
            for (var ending : List.of(Ending.failed(new TransportException(Failure.BROKEN, "the connection broke")),
                    Ending.shortOf(new Shortfall(GapReason.TIMED_OUT, "took too long")),
                    Ending.shortOf(new Shortfall(GapReason.DENIED, "needs root")))) {
                var asked = visit.exchanges().get(ordinal - 1).requestId();
                var owner = family.auditor().steps().stream()
                        .filter(s -> s.requests().stream().anyMatch(r -> r.id().equals(asked)))
                        .map(s -> family.id() + "/" + s.id()).collect(Collectors.toSet());
                var spoilt = byStep(replay(recording, Mutations.withEnding(visit, ordinal, ending)));
                honest.forEach((step, statements) -> Assert.that(owner.contains(step) || statements.equals(spoilt.get(step)),
                        name + ": " + asked + " " + ending + " changed " + step));
            }
        }
    }

    private static Map<String, Set<Object>> byStep(Visit visit) {
        Map<String, Set<Object>> statements = new HashMap<>();
        visit.rows().forEach(r -> statements.computeIfAbsent(r.step(), s -> new HashSet<>()).add(r));
        visit.gaps().forEach(g -> statements.computeIfAbsent(String.valueOf(g.step()), s -> new HashSet<>()).add(g));
        return statements;
    }

    private void cancel(String name, Recording recording, RecordedVisit visit) throws Exception {
        for (var ordinal : Mutations.requests(visit)) {
            var held = new HeldVisit(family, visit, ordinal);
            Assert.that(held.endsWithinASecond(), name + ": held at exchange " + ordinal + " it does not end when cancelled");
        }
    }
}
