package org.tidewaiter.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.readiness.Seen;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.Realm;

/**
 * Tells every device what was learned of the domain controllers at the beginning of the run. The answer's bytes are the address of the one
 * that was asked.
 *
 * @param answers by port: of the controllers the one that answered best
 * @param realm   the domain, with the controllers that may be asked
 */
public record DomainControllers(Map<Integer, ProbeAnswer> answers, Realm realm) implements Prober {

    public DomainControllers {
        answers = Map.copyOf(answers);
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.ControllerConnect;
    }

    @Override
    public ProbeAnswer ask(Question question) {
        return answers.getOrDefault(question.probe().port(),
                new ProbeAnswer(PortState.NO_ANSWER, Seen.NO_SERVER, null, new byte[0]));
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return Optional.empty();
    }

    /** An answer with the address of whom it is about. */
    static ProbeAnswer about(String server, ProbeAnswer answer) {
        return new ProbeAnswer(answer.state(), answer.reason(), answer.roundTrip(), server.getBytes(StandardCharsets.US_ASCII),
                answer.teller());
    }
}
