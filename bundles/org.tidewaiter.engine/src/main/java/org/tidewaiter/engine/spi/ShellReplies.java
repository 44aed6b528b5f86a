package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.TransportException;

/** What a shell's stored exchanges say: the one reading of them for live sessions and replays. Pure. */
public final class ShellReplies {

    private ShellReplies() {
    }

    /** The greeting of an opened session. */
    public static Observation greeting(SessionFacts facts, Evidence evidence) {
        return new Observation.ShellGreeting(facts.value("system"), facts.value("release"), facts.value("machine"), evidence);
    }

    /**
     * The reply in a stored exchange.
     *
     * @throws TransportException when the exchange is of a conversation that broke
     */
    public static ShellReply reply(Exchange exchange) throws TransportException {
        var failure = exchange.ending().failure();
        if (failure != null) {
            throw new TransportException(failure, exchange.ending().detail());
        }
        return new ShellReply(exchange.exit(), new String(exchange.out(), StandardCharsets.UTF_8),
                new String(exchange.err(), StandardCharsets.UTF_8), exchange.ending().shortfall(), exchange.evidence());
    }
}
