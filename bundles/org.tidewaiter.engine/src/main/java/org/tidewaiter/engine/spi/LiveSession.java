package org.tidewaiter.engine.spi;

import java.util.List;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Session;

/**
 * An open session in the engine's hands.
 *
 * @param <S> what is lent to steps
 */
public interface LiveSession<S extends Session> extends AutoCloseable {

    /** What the opening told about the device. */
    List<Observation> greeting();

    /** Announces fixed requests that will be asked in this order, so that they travel in as few exchanges as possible. May be called once. */
    void announce(List<Request> requests);

    /** The session as a step sees it: it refuses every request that is not in the list. */
    S lend(List<Request> declared);

    /** Breaks the request under way, from any thread; the session stays usable for the next one if the peer allows. Never blocks for long. */
    void abort();

    /** Ends the session and everything it started on the device, from any thread, within two seconds. */
    @Override
    void close();
}
