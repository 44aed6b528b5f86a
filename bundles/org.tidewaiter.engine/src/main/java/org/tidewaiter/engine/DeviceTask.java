package org.tidewaiter.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Fence.Cut;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.engine.sweep.Found;
import org.tidewaiter.engine.sweep.Presence;

/**
 * One device from the first probe to the last fact: probes, recognition, sessions, steps. The same code runs live and in a replay; only what
 * stands behind probers, transports and evidence differs.
 */
public final class DeviceTask {

    /** Names the evidence of what the sweep as a whole showed of an address. */
    private static final String SWEEP = "sweep";
    /** Names the evidence of what the user takes a device for that nothing gives away. */
    private static final String ASSUMED = "assumed-family";
    /** Names the mark in the evidence of a device that was not read to the end. */
    private static final String DEVICE = "device";

    private record PlannedStep(String label, AuditStep<?> step) {
    }

    private final DeviceTools tools;
    private final @Nullable ScopedAddress address;
    private final @Nullable String name;
    private final @Nullable Found found;
    private final EvidenceLog log;
    private final String shown;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Claim> stepClaims = new ArrayList<>();
    private final VisitDraft draft = new VisitDraft();
    private final Set<Class<? extends Session>> visited = new HashSet<>();
    private @Nullable String suspicion;
    private @Nullable Readiness readiness;
    private boolean cancelled;

    /**
     * A task.
     *
     * @param address absent for this machine
     * @param name    host name the user asked for, if it was one
     * @param found   what a sweep already learned of it; absent when it is still to be asked
     * @param log     where the evidence goes, or where it comes from
     */
    DeviceTask(DeviceTools tools, @Nullable ScopedAddress address, @Nullable String name, @Nullable Found found,
            EvidenceLog log) {
        this.tools = tools;
        this.address = address;
        this.name = name;
        this.found = found;
        this.log = log;
        shown = address == null ? "local" : address.toString();
    }

    /** A task that asks everything itself: of this machine, or in a replay. */
    public DeviceTask(DeviceTools tools, @Nullable ScopedAddress address, @Nullable String name, EvidenceLog log) {
        this(tools, address, name, null, log);
    }

    /**
     * Runs to the end. When the thread is interrupted the visit ends with what was read so far, the rest as gaps, and the interrupt status stays set.
     *
     * @return the visit; empty when the address gave no sign of life, or was cancelled before it could
     */
    public Optional<Visit> run() {
        tools.listener().on(new RunEvent.DeviceStarted(shown));
        // what is cancelled before its probes are back has not answered
        var answered = address == null;
        try {
            if (address instanceof ScopedAddress there) {
                tools.listener().on(new RunEvent.DeviceStage(shown, "probe"));
                var probing = new Probing(tools, there, log);
                observations.addAll(found == null ? probing.sweep() : probing.take(found.answers()));
                answered = observations.stream().anyMatch(DeviceTask::isSignOfLife);
                if (answered) {
                    follow(probing);
                }
            }
            if (answered && suspicion == null) {
                audit();
            }
            if (answered && suspicion == null && tools.work().judges()) {
                assume();
                readiness = new Judgement(tools, address, name, log, observations).of(recognition());
            }
        } catch (InterruptedException e) {
            cancelled = true;
        }
        if (cancelled && answered) {
            mark();
        }
        var visit = answered ? Optional.of(visit()) : Optional.<Visit> empty();
        if (answered || !cancelled) {
            tools.listener().on(new RunEvent.DeviceFinished(shown, answered, visit.map(v -> v.rows().size()).orElse(0),
                    visit.map(v -> v.gaps().size()).orElse(0)));
        }
        if (cancelled) {
            Thread.currentThread().interrupt();
        }
        return visit;
    }

    /** All that was seen of the device, so far. */
    List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** Whoever goes on with the run must see that this device is to be read again. */
    private void mark() {
        log.add(Exchange.Kind.CUT, DEVICE, DEVICE,
                Ending.shortOf(
                        new Shortfall(GapReason.CANCELLED, "the run was cancelled before this device was read to the end")),
                -1,
                new byte[0], new byte[0], log.now(), Duration.ZERO);
    }

    private static boolean isSignOfLife(Observation observation) {
        return switch (observation) {
            case Observation.Port port -> Presence.shows(port.state(), port.roundTrip(), port.teller());
            case Observation.NeighborMac neighbor -> neighbor.confirmed();
            case Observation.ServerPort _ -> false;
            default -> true;
        };
    }

    /** Asks more of a device, unless it may be none: then what was seen is kept, and nothing else is done with it. */
    private void follow(Probing probing) throws InterruptedException {
        suspicion = suspicion(probing);
        if (suspicion == null) {
            observations.addAll(probing.follow(observations));
        }
    }

    /** Why this may be no device: what other addresses showed goes into the evidence too, so that a replay of this one alone knows it. */
    private @Nullable String suspicion(Probing probing) throws InterruptedException {
        var foreseen = log.foreseenCut(SWEEP);
        if (foreseen.isPresent()) {
            return foreseen.get().ending().detail();
        }
        var learned = found;
        if (learned == null || learned.target().single()) {
            return null;
        }
        var why = learned.suspicion() != null ? learned.suspicion() : probing.acceptsEverything(observations).orElse(null);
        return why == null ? null
                : log.add(Exchange.Kind.CUT, SWEEP, SWEEP, Ending.shortOf(new Shortfall(GapReason.SKIPPED, why)), -1,
                        new byte[0], new byte[0], log.now(), Duration.ZERO).ending().detail();
    }

    /** What the user said goes into the evidence, so that a replay knows it. */
    private void assume() {
        var recorded = log.foreseenCut(ASSUMED);
        if (tools.work().assumed().isEmpty() && recorded.isEmpty()) {
            return;
        }
        var claims = recognition().claims();
        if (tools.installed().families().stream()
                .anyMatch(f -> !f.isFallback() && !claims.isEmpty() && f.id().equals(claims.getFirst().family()))) {
            return;
        }
        var said = recorded.orElseGet(() -> log.add(Exchange.Kind.CUT, ASSUMED, ASSUMED,
                Ending.shortOf(new Shortfall(GapReason.SKIPPED, tools.work().assumed())), -1, new byte[0], new byte[0], log.now(),
                Duration.ZERO));
        stepClaims.add(new Claim(said.ending().detail(), null, null, null, Confidence.HINT,
                List.of(new Because("nothing gives it away; the user takes such devices for this", said.evidence()))));
    }

    private Recognition recognition() {
        var claims = new ArrayList<>(
                Recognition.claims(tools.installed().families(), new Observations(observations), tools.fence()));
        claims.addAll(stepClaims);
        var fallbacks = tools.installed().families().stream().filter(DeviceFamily::isFallback).map(DeviceFamily::id)
                .collect(Collectors.toSet());
        return Recognition.rank(claims, fallbacks);
    }

    private void audit() throws InterruptedException {
        if (address == null) {
            for (var transport : tools.installed().transports()) {
                if (transport.isLocal()) {
                    auditBy(transport.sessionType());
                }
            }
        }
        for (var type = nextSessionType(); type.isPresent(); type = nextSessionType()) {
            auditBy(type.get());
        }
    }

    private Optional<Class<? extends Session>> nextSessionType() {
        for (var planned : steps()) {
            if (!visited.contains(planned.step().needs())) {
                return Optional.of(planned.step().needs());
            }
        }
        return Optional.empty();
    }

    private List<PlannedStep> steps(Class<? extends Session> type) {
        return steps().stream().filter(s -> s.step().needs() == type).toList();
    }

    /**
     * The steps for what the device is now taken for: its own family's first, then what others add. A hint alone is worth no login, unless the
     * user says so; what is known from outside needs none.
     */
    private List<PlannedStep> steps() {
        var recognition = recognition();
        if (recognition.claims().isEmpty()) {
            return List.of();
        }
        var claim = recognition.claims().getFirst();
        var mayLogIn = tools.work().reads() && (claim.confidence() != Confidence.HINT || tools.limits().loginOnHint());
        var seen = new Observations(observations);
        var planned = new ArrayList<PlannedStep>();
        tools.installed().families().stream().sorted(Comparator.comparing((DeviceFamily f) -> !f.id().equals(claim.family())))
                .forEach(family -> tools.fence().call(family.id() + " auditor", () -> family.auditor().steps(claim, seen))
                        .orElse(List.of()).stream().filter(step -> mayLogIn || step.needs() == OutsideSession.class)
                        .forEach(step -> planned.add(new PlannedStep(family.id() + "/" + step.id(), step))));
        return planned;
    }

    private void auditBy(Class<? extends Session> type) throws InterruptedException {
        visited.add(type);
        if (type == OutsideSession.class) {
            runAll(steps(type), new OutsideView(shown, new Observations(observations)));
            return;
        }
        var opening = new SessionOpening(tools, address, name, log, observations);
        var live = opening.open(type);
        if (live == null) {
            var why = preparable(type, opening.shortfall());
            steps(type).forEach(s -> missAll(s, why, opening.evidence()));
            return;
        }
        try (live) {
            observations.addAll(live.greeting());
            var steps = steps(type);
            var requests = new LinkedHashSet<Request>();
            steps.forEach(s -> s.step().requests().stream().filter(r -> !r.isTemplate()).forEach(requests::add));
            live.announce(List.copyOf(requests));
            runAll(steps, live);
        }
    }

    /** Says so where the way to the device can be opened from here. */
    private Shortfall preparable(Class<? extends Session> type, Shortfall why) {
        if (why.reason() != GapReason.UNREACHABLE || tools.installed().transports().stream()
                .anyMatch(t -> t.sessionType() == type && t.party() != Party.TARGET)) {
            return why;
        }
        var seen = new Observations(observations);
        var claim = recognition().claims().stream().findFirst();
        return tools.installed().families().stream().filter(f -> claim.filter(c -> c.family().equals(f.id())).isPresent())
                .flatMap(f -> f.preparations().stream())
                .filter(p -> p.neededFor(seen).isPresent()
                        && p.through().stream().allMatch(port -> seen.openEvidence(Protocol.TCP, port).isPresent()))
                .findFirst().map(p -> new Shortfall(why.reason(),
                        why.detail() + "; `tidewaiter audit --prepare CREDENTIAL` can " + p.title() + " from here"))
                .orElse(why);
    }

    private void runAll(List<PlannedStep> steps, LiveSession<?> live) throws InterruptedException {
        for (var i = 0; i < steps.size(); i++) {
            try {
                runStep(steps.get(i), steps.get(i).step(), live);
            } catch (InterruptedException e) {
                steps.subList(i + 1, steps.size()).forEach(rest -> cut(rest, cancel()));
                throw e;
            }
        }
    }

    private static Cut cancel() {
        return new Cut(GapReason.CANCELLED, "the run was cancelled before this was read", true);
    }

    private <S extends Session> void runStep(PlannedStep planned, AuditStep<S> step, LiveSession<?> live)
            throws InterruptedException {
        tools.listener().on(new RunEvent.DeviceStage(shown, planned.label()));
        var sink = new StepSink(step.promises());
        var session = step.needs().cast(live.lend(step.requests()));
        Optional<Cut> cut;
        try {
            cut = tools.fence().run(planned.label(), step, session, sink, live::abort);
        } catch (InterruptedException e) {
            settle(planned, sink, Optional.of(cancel()));
            throw e;
        }
        settle(planned, sink, cut);
    }

    /** Takes a step's statements; whatever it promised and did not speak of becomes a gap. */
    private void settle(PlannedStep planned, StepSink sink, Optional<Cut> live) {
        draft.add(sink.statements(), planned.label());
        stepClaims.addAll(sink.claims());
        var foreseen = log.foreseenCut(planned.label());
        if (foreseen.isPresent() || live.isPresent() && live.get().byEngine()) {
            var exchange = foreseen.orElseGet(() -> cutExchange(planned, live.get()));
            var shortfall = exchange.ending().shortfall();
            sink.unspoken()
                    .forEach(missing -> draft.gap(new Gap(missing, shortfall == null ? GapReason.CANCELLED : shortfall.reason(),
                            exchange.ending().detail(), exchange.evidence()), planned.label()));
            return;
        }
        var why = live.map(c -> new Shortfall(c.reason(), c.detail()))
                .orElse(new Shortfall(GapReason.NOT_REPORTED, planned.label() + " ended without a word on it"));
        sink.unspoken().forEach(missing -> draft.gap(new Gap(missing, why.reason(), why.detail(), null), planned.label()));
    }

    private Exchange cutExchange(PlannedStep planned, Cut cut) {
        return log.add(Exchange.Kind.CUT, planned.label(), planned.label(),
                Ending.shortOf(new Shortfall(cut.reason(), cut.detail())), -1,
                new byte[0], new byte[0], log.now(), Duration.ZERO);
    }

    private void cut(PlannedStep planned, Cut cut) {
        missAll(planned, new Shortfall(cut.reason(), cut.detail()), cutExchange(planned, cut).evidence());
    }

    private void missAll(PlannedStep planned, Shortfall why, @Nullable Evidence evidence) {
        planned.step().promises().stream().sorted(Comparator.comparing(Class::getName))
                .forEach(missing -> draft.gap(new Gap(missing, why.reason(), why.detail(), evidence), planned.label()));
    }

    private Visit visit() {
        var exchanges = log.exchanges();
        var recognition = suspicion == null ? recognition() : new Recognition(List.of(), false);
        var summary = DeviceSummary.of(shown, name, observations, draft.items(), exchanges);
        var ports = ports();
        var started = exchanges.stream().map(Exchange::started).min(Comparator.naturalOrder()).orElseGet(log::now);
        var finished = exchanges.stream().map(e -> e.started().plus(e.duration())).max(Comparator.<Instant> naturalOrder())
                .orElse(started);
        var rows = draft.rows();
        var checks = new Checking(tools.installed().families(), tools.fence()).judge(rows, draft.gaps(), recognition.claims(),
                started);
        return new Visit(shown, name == null ? shown : name, summary.names(), summary.macs(), recognition.claims(),
                recognition.ambiguous(),
                ports, rows, draft.gaps(), exchanges, summary.identifiers(), started, finished, suspicion, readiness, checks,
                EvidenceChain.root(exchanges));
    }

    /** The state of each port: the most telling one where several probes met it. */
    private List<Observation.Port> ports() {
        var byPort = new TreeMap<String, Observation.Port>();
        observations.stream().filter(Observation.Port.class::isInstance).map(Observation.Port.class::cast)
                .forEach(port -> byPort.merge("%02d %05d".formatted(port.protocol().ordinal(), port.port()), port,
                        (one, other) -> other.state().compareTo(one.state()) < 0 ? other : one));
        return List.copyOf(byPort.values());
    }
}
