package org.tidewaiter.family.scan.step;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;

/**
 * States what one kind of observation shows.
 *
 * @param id      the topic
 * @param kinds   the observations that it reads; without one of them it has nothing to say and is not run
 * @param states  what becomes of each
 */
record SeenStep(String id, Set<Class<? extends Observation>> kinds, Set<Class<? extends Item>> promises,
        BiConsumer<Observation, FactSink> states) implements AuditStep<OutsideSession> {

    SeenStep {
        kinds = Set.copyOf(kinds);
        promises = Set.copyOf(promises);
    }

    @Override
    public Class<OutsideSession> needs() {
        return OutsideSession.class;
    }

    @Override
    public List<Request> requests() {
        return List.of();
    }

    /** Whether something was seen that it speaks of. */
    boolean applies(Observations observations) {
        return observations.all().stream().anyMatch(o -> kinds.contains(o.getClass()));
    }

    @Override
    public void read(OutsideSession session, FactSink sink) {
        session.observations().all().stream().filter(o -> kinds.contains(o.getClass())).forEach(o -> states.accept(o, sink));
    }
}
