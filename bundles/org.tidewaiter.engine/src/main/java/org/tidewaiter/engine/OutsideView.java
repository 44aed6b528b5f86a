package org.tidewaiter.engine;

import java.util.List;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.engine.spi.LiveSession;

/** Lends what the probes saw. Nothing is open, so nothing can break. */
record OutsideView(String target, Observations observations) implements LiveSession<OutsideSession>, OutsideSession {

    @Override
    public List<Observation> greeting() {
        return List.of();
    }

    @Override
    public void announce(List<Request> requests) {
        // there is nobody to be asked
    }

    @Override
    public OutsideSession lend(List<Request> declared) {
        return this;
    }

    @Override
    public void abort() {
        // nothing is under way
    }

    @Override
    public void close() {
        // nothing is open
    }
}
