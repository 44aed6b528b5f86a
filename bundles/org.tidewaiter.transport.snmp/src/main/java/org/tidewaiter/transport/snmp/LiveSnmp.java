package org.tidewaiter.transport.snmp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.SnmpReplies;

/** A session with an agent. There is no connection to keep: closing only breaks off what is under way. */
final class LiveSnmp implements LiveSession<SnmpSession> {

    private final Agent agent;
    private final Opening opening;
    private final Exchange opened;
    private final Map<String, Exchange> asked = new HashMap<>();

    LiveSnmp(Agent agent, Opening opening, Exchange opened) {
        this.agent = agent;
        this.opening = opening;
        this.opened = opened;
    }

    @Override
    public List<Observation> greeting() {
        return SnmpReplies.greeting(SessionFacts.of(opened.out()), opened.evidence());
    }

    @Override
    public void announce(List<Request> requests) {
        // a walk fills its messages by itself, and joining a few small gets would save little
    }

    @Override
    public SnmpSession lend(List<Request> declared) {
        return new Lent(List.copyOf(declared));
    }

    @Override
    public void abort() {
        agent.abort();
    }

    @Override
    public void close() {
        agent.abort();
    }

    /** What asks the agent for one request. */
    @FunctionalInterface
    private interface Ask {
        Outcome run() throws TransportException, InterruptedException;
    }

    /** The same request of two steps is asked once, so that both see the same. */
    private SnmpReply reply(Request request, Ask ask) throws TransportException, InterruptedException {
        var exchange = asked.get(request.text());
        if (exchange == null) {
            exchange = record(request, ask);
            asked.put(request.text(), exchange);
        }
        return SnmpReplies.reply(exchange);
    }

    private Exchange record(Request request, Ask ask) throws InterruptedException {
        var started = opening.log().now();
        var began = System.nanoTime();
        agent.begin();
        Ending ending;
        var lines = new byte[0];
        try {
            var outcome = ask.run();
            lines = outcome.lines();
            ending = outcome.shortfall() instanceof Shortfall shortfall ? Ending.shortOf(shortfall) : Ending.COMPLETE;
        } catch (TransportException e) {
            ending = Ending.failed(e);
        }
        return opening.log().add(Exchange.Kind.REQUEST, request.id(), request.text(), ending, -1, lines, new byte[0], started,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private final class Lent implements SnmpSession {
        private final List<Request> declared;

        Lent(List<Request> declared) {
            this.declared = declared;
        }

        @Override
        public String target() {
            return opening.target();
        }

        @Override
        public SnmpReply get(SnmpGet request) throws TransportException, InterruptedException {
            require(request);
            return reply(request, () -> new Get(agent).run(request.oids()));
        }

        @Override
        public SnmpReply walk(SnmpWalk request) throws TransportException, InterruptedException {
            require(request);
            return reply(request, () -> new Walk(agent, request).run());
        }

        private void require(Request request) {
            if (!declared.contains(request)) {
                throw new UndeclaredRequestException(target() + ": undeclared request " + request.id());
            }
        }
    }
}
