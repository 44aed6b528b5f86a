package org.tidewaiter.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.probe.Probe.Audience;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.sweep.Asked;

/**
 * Asks one device probes, a few at a time, and decodes what is stored. Evidence is in the plan's order, whoever answered first.
 *
 * @param log where the answers are stored
 */
record Probing(DeviceTools tools, ScopedAddress address, EvidenceLog log) {
    /** At least so many ports must be asked, and all be open, before a device is suspected to accept every port. */
    private static final int MANY_PORTS = 6;
    /** A datagram that is lost is not sent again here, so waiting longer brings nothing. */
    private static final Duration DATAGRAM = Duration.ofMillis(1000);

    /** Asks what a sweep would have asked: for a single device, and in a replay. */
    List<Observation> sweep() throws InterruptedException {
        return ask(tools.plan().sweep());
    }

    /** Asks what is worth asking now that something is known of the device. */
    List<Observation> follow(List<Observation> seen) throws InterruptedException {
        var known = new Observations(seen);
        var probes = new ArrayList<>(tools.plan().present());
        tools.plan().openPort().stream().filter(p -> known.isOpen(Protocol.TCP, p.probe().port())).forEach(probes::add);
        return ask(probes);
    }

    /** Why the device may be none: every port that was asked is open, and so are two more at which nothing ever listens. */
    Optional<String> acceptsEverything(List<Observation> seen) throws InterruptedException {
        var states = seen.stream().filter(Observation.Port.class::isInstance).map(Observation.Port.class::cast)
                .filter(p -> p.protocol() == Protocol.TCP).map(Observation.Port::state).toList();
        if (states.size() < MANY_PORTS || !states.stream().allMatch(s -> s == PortState.OPEN)) {
            return Optional.empty();
        }
        var canaries = ProbePlan.CANARIES.stream()
                .flatMap(p -> ProbePlan.prober(p, tools.installed().probers()).map(q -> new PlannedProbe(p, q)).stream())
                .toList();
        var answers = ask(canaries);
        return answers.isEmpty() || answers.stream().anyMatch(o -> o instanceof Observation.Port p && p.state() != PortState.OPEN)
                ? Optional.empty()
                : Optional.of(
                        "every port is accepted, even those at which nothing listens: a firewall or proxy answers, whatever is"
                                + " behind it");
    }

    private List<Observation> ask(List<PlannedProbe> probes) throws InterruptedException {
        var gate = new Semaphore(tools.limits().probesPerHost());
        var questions = new ArrayList<Callable<Asked>>();
        for (var planned : probes) {
            question(planned).ifPresent(question -> questions.add(() -> ask(planned, question, gate)));
        }
        return take(Together.ask(questions));
    }

    private Optional<Question> question(PlannedProbe planned) {
        var carried = tools.credentials().carried(planned.prober(), address);
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        var credentials = carried.get();
        var longest = tools.limits().connectTimeout();
        var timeout = planned.probe().protocol() == Protocol.UDP && longest.compareTo(DATAGRAM) > 0 ? DATAGRAM : longest;
        if (planned.probe().party() != Party.DNS_SERVER) {
            return Optional.of(new Question(address, planned.probe(), timeout, credentials, null));
        }
        return tools.servers().of(planned.probe().party(), address)
                .map(server -> new Question(address, planned.probe(), timeout, credentials, server));
    }

    private Asked ask(PlannedProbe planned, Question question, Semaphore gate) throws InterruptedException {
        gate.acquire();
        try {
            var started = log.now();
            var began = System.nanoTime();
            var answer = planned.prober().ask(question);
            return new Asked(planned.probe(), planned.prober(), answer, started, Duration.ofNanos(System.nanoTime() - began));
        } finally {
            gate.release();
        }
    }

    /** Makes answers evidence, and evidence observations. */
    List<Observation> take(List<Asked> answers) {
        var observations = new ArrayList<Observation>();
        answers.forEach(asked -> observe(asked, observations));
        return observations;
    }

    private void observe(Asked asked, List<Observation> observations) {
        var probe = asked.probe();
        var exchange = log.add(Exchange.Kind.PROBE, probe.text(), probe.text(), Ending.complete(asked.answer().note()), -1,
                asked.answer().bytes(), new byte[0], asked.started(), asked.duration());
        if (isPort(probe)) {
            var stored = ProbeAnswer.of(exchange.ending().detail(), exchange.out());
            observations
                    .add(new Observation.Port(probe.protocol(), probe.port(), stored.state(), stored.reason(), stored.roundTrip(),
                            stored.teller(), exchange.evidence()));
        }
        if (probe.party() != Party.TARGET) {
            observations.add(serverPort(probe, ProbeAnswer.of(exchange.ending().detail(), exchange.out()), exchange.evidence()));
        }
        if (exchange.out().length > 0) {
            asked.prober().decode(probe, exchange.out(), exchange.evidence()).ifPresent(observations::add);
        }
    }

    private static Observation serverPort(Probe probe, ProbeAnswer answer, Evidence evidence) {
        var server = probe instanceof Probe.ControllerConnect
                ? IpAddress.tryParse(new String(answer.bytes(), StandardCharsets.US_ASCII)).orElse(null)
                : null;
        return new Observation.ServerPort(probe.party(), server, probe.protocol(), probe.port(), answer.state(),
                answer.reason(), answer.teller(), evidence);
    }

    /** Whether the probe tells the state of a port of the device: what goes to an open port tells nothing new of it. */
    private static boolean isPort(Probe probe) {
        return probe.party() == Party.TARGET && probe.audience() != Audience.OPEN_PORT && probe.protocol() != Protocol.ARP;
    }
}
