package org.tidewaiter.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SweepProber;

/**
 * Answers probes from a recording, and decodes the answers as the real probers do. What was not asked then is not asked now: the probes of a
 * run follow from the families that were installed, and those of today may be others.
 */
final class RecordedProber implements SweepProber {

    private final Playback playback;
    private final List<Prober> real;

    RecordedProber(Playback playback, List<Prober> real) {
        this.playback = playback;
        this.real = real;
    }

    @Override
    public boolean supports(Probe probe) {
        return playback.has(Kind.PROBE, probe.text()) && real.stream().anyMatch(p -> p.supports(probe));
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        var probe = question.probe();
        var exchange = playback.find(Kind.PROBE, probe.text(), probe.text());
        answer.accept(ProbeAnswer.of(exchange.ending().detail(), exchange.out()));
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return real.stream().filter(p -> p.supports(probe)).findFirst().flatMap(p -> p.decode(probe, bytes, evidence));
    }
}
