package org.tidewaiter.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopedAddress;

/** Asks one device all probes of the plan, a few at a time, and decodes what is stored. Evidence is in the plan's order, whoever answered first. */
final class Probing {

    private record Asked(Probe probe, Prober prober, ProbeAnswer answer, Instant started, Duration duration) {
    }

    private Probing() {
    }

    static List<Observation> run(DeviceTools tools, ScopedAddress address, EvidenceLog log) throws InterruptedException {
        var gate = new Semaphore(tools.limits().probesPerHost());
        var questions = tools.plan().probes().stream().<Callable<Asked>> map(probe -> () -> ask(tools, address, log, probe, gate))
                .toList();
        var observations = new ArrayList<Observation>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(questions)) {
                observe(future.get(), log, observations);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a prober threw: " + e.getCause(), e.getCause());
        }
        return observations;
    }

    private static Asked ask(DeviceTools tools, ScopedAddress address, EvidenceLog log, Probe probe, Semaphore gate)
            throws InterruptedException {
        var prober = tools.installed().probers().stream().filter(p -> p.supports(probe)).findFirst().orElseThrow();
        gate.acquire();
        try {
            var started = log.now();
            var began = System.nanoTime();
            var answer = prober.ask(new Question(address, probe, tools.limits().connectTimeout(), List.of(), null));
            return new Asked(probe, prober, answer, started, Duration.ofNanos(System.nanoTime() - began));
        } finally {
            gate.release();
        }
    }

    private static void observe(Asked asked, EvidenceLog log, List<Observation> observations) {
        var exchange = log.add(Exchange.Kind.PROBE, asked.probe().text(), asked.probe().text(),
                Ending.complete(asked.answer().note()), -1,
                asked.answer().bytes(), new byte[0], asked.started(), asked.duration());
        var stored = ProbeAnswer.of(exchange.ending().detail(), exchange.out());
        var probe = asked.probe();
        observations.add(new Observation.Port(probe.protocol(), probe.port(), stored.state(), stored.reason(), stored.roundTrip(),
                stored.teller(), exchange.evidence()));
        if (exchange.out().length > 0) {
            asked.prober().decode(probe, exchange.out(), exchange.evidence()).ifPresent(observations::add);
        }
    }
}
