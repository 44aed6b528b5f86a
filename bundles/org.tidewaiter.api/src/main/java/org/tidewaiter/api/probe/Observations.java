package org.tidewaiter.api.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;

/**
 * All observations of one device. The order carries no meaning: a recogniser must give the same claim for any order and for repeats.
 *
 * @param all everything seen
 */
public record Observations(List<Observation> all) {

    public Observations {
        all = List.copyOf(all);
    }

    /** Those of one kind. */
    public <T extends Observation> Stream<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The state of a port, if it was asked; the most telling one where several probes met it. */
    public Optional<PortState> state(Protocol protocol, int port) {
        return of(Observation.Port.class).filter(p -> p.protocol() == protocol && p.port() == port).map(Observation.Port::state)
                .min(PortState::compareTo);
    }

    /** Whether the port was seen open. */
    public boolean isOpen(Protocol protocol, int port) {
        return state(protocol, port).orElse(PortState.NO_ANSWER) == PortState.OPEN;
    }

    /** The first exchange that saw the port open, if one did: a reason for a claim that is the same in any order and for repeats. */
    public Optional<Evidence> openEvidence(Protocol protocol, int port) {
        return of(Observation.Port.class).filter(p -> p.protocol() == protocol && p.port() == port && p.state() == PortState.OPEN)
                .map(Observation.Port::evidence).min(Comparator.comparing(Evidence::exchange).thenComparing(Evidence::where));
    }
}
