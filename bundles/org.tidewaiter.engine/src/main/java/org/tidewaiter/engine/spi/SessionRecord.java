package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.time.Instant;

import org.tidewaiter.api.session.TransportException;

/** The one {@code SESSION} exchange of an opening while its facts come together. Written once, good or bad. */
public final class SessionRecord {

    private final ExchangeLog log;
    private final String transport;
    private final String request;
    private final SessionFacts facts = new SessionFacts();
    private final Instant started;
    private final long startedNanos = System.nanoTime();

    /** Begins now; {@code request} says in words what is opened and as whom. */
    public SessionRecord(ExchangeLog log, String transport, String request) {
        this.log = log;
        this.transport = transport;
        this.request = request;
        started = log.now();
    }

    /** What is known so far. */
    public SessionFacts facts() {
        return facts;
    }

    /** Records that the session is open. */
    public Exchange succeeded() {
        return add(Ending.COMPLETE);
    }

    /** Records why it is not, with what was learnt on the way. */
    public Exchange failed(TransportException failure) {
        return add(Ending.failed(failure));
    }

    private Exchange add(Ending ending) {
        return log.add(Exchange.Kind.SESSION, transport, request, ending, -1, facts.bytes(), new byte[0], started,
                Duration.ofNanos(System.nanoTime() - startedNanos));
    }
}
