package org.tidewaiter.transport.winrm;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;

/**
 * A session over WinRM. The requests that were announced travel as one script in one pipeline; each step gets its rows as soon as they are
 * there. A request that hangs or floods costs its own reply and nothing else: its pipeline is ended, and the requests after it go on in a new
 * one. Where PowerShell runs no scripts, the classes of CIM queries are enumerated instead, one after the other.
 */
final class LivePowerShell implements LiveSession<PowerShellSession> {

    private static final int MAXIMUM_CONNECTIONS = 4;

    /** What came of a request. */
    private record Answer(Exchange exchange, @Nullable TransportException failure) {
        CimReply reply() throws TransportException {
            if (failure != null) {
                throw failure;
            }
            return CimReplies.reply(exchange);
        }
    }

    private final Opening opening;
    private final WinrmConnections connections;
    private final List<Observation> greeting;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Section> announced = new LinkedHashMap<>();
    private volatile @Nullable WinrmConnection connection;
    private @Nullable SectionTalk talk;
    private int opened = 1;
    private volatile boolean aborted;
    private volatile boolean closed;

    LivePowerShell(Opening opening, WinrmConnections connections, WinrmConnection connection, List<Observation> greeting) {
        this.opening = opening;
        this.connections = connections;
        this.connection = connection;
        this.greeting = List.copyOf(greeting);
    }

    @Override
    public List<Observation> greeting() {
        return greeting;
    }

    @Override
    public synchronized void announce(List<Request> requests) {
        for (var request : requests) {
            switch (request) {
                case CimQuery query -> announced.putIfAbsent(query.text(), Section.of(query));
                case PowerShellScript script -> announced.putIfAbsent(script.text(), Section.of(script));
                default -> {
                    // another kind of session's
                }
            }
        }
    }

    @Override
    public PowerShellSession lend(List<Request> declared) {
        return new LentPowerShell(this, Set.copyOf(declared));
    }

    String target() {
        return opening.target();
    }

    CimReply query(CimQuery query) throws TransportException, InterruptedException {
        return ask(query, announced.getOrDefault(query.text(), Section.of(query)));
    }

    CimReply run(PowerShellScript script) throws TransportException, InterruptedException {
        return ask(script, announced.getOrDefault(script.text(), Section.of(script)));
    }

    private CimReply ask(Request request, Section section) throws TransportException, InterruptedException {
        asking.lockInterruptibly();
        try {
            var known = answers.get(request.text());
            if (known == null) {
                known = answer(request, section);
                answers.put(request.text(), known);
            }
            return known.reply();
        } finally {
            asking.unlock();
        }
    }

    private Answer answer(Request request, Section section) throws InterruptedException {
        aborted = false;
        try {
            announced.putIfAbsent(request.text(), section);
            while (!section.ended()) {
                var current = connected();
                if (current.runsScripts()) {
                    converse(current, section);
                } else {
                    enumerate(current, request, section);
                }
            }
            var cut = section.cut();
            return record(request, section,
                    cut != null ? Ending.shortOf(cut)
                            : Refusal.of(request.id(), section.errors()).map(Ending::shortOf).orElse(Ending.COMPLETE),
                    null);
        } catch (TransportException e) {
            drop();
            var failure = aborted ? new TransportException(Failure.TIMED_OUT,
                    target() + ": the request was cut off because its step's time was over", e) : e;
            section.cut(new Shortfall(GapReason.CANCELLED, String.valueOf(failure.getMessage())));
            return record(request, section, Ending.failed(failure), failure);
        }
    }

    private Answer record(Request request, Section section, Ending ending, @Nullable TransportException failure) {
        var started = section.duration().isZero() ? opening.log().now() : section.started();
        return new Answer(opening.log().add(Exchange.Kind.REQUEST, request.id(), request.text(), ending, -1, section.rows(),
                String.join("\n", section.errors()).getBytes(StandardCharsets.UTF_8), started, section.duration()), failure);
    }

    /** The connection, a new one where the last was lost; not for ever. */
    private WinrmConnection connected() throws TransportException, InterruptedException {
        var current = connection;
        if (current != null) {
            return current;
        }
        if (closed || opened >= MAXIMUM_CONNECTIONS) {
            throw new TransportException(Failure.BROKEN, target() + ": "
                    + (closed ? "the session was closed"
                            : "the connection was lost " + opened + " times and is not opened again"));
        }
        opened++;
        var next = connections.open();
        connection = next;
        talk = null;
        return next;
    }

    private void converse(WinrmConnection current, Section section) throws TransportException, InterruptedException {
        var known = talk;
        var running = known != null && !known.isOver() ? known : begin(current);
        running.await(section);
        if (!section.ended() && running.isOver() && !running.wasStopped()) {
            current.refuseScripts(running.failure());
        }
    }

    private SectionTalk begin(WinrmConnection current) throws TransportException, InterruptedException {
        List<Section> pending;
        synchronized (this) {
            pending = announced.values().stream().filter(s -> s.state() == Section.State.PENDING).toList();
        }
        var next = SectionTalk.start(current.runspace(), opening.log(), pending);
        talk = next;
        return next;
    }

    private void enumerate(WinrmConnection current, Request request, Section section)
            throws TransportException, InterruptedException {
        switch (request) {
            case CimQuery query -> current.enumerate(query, section, opening.log().now());
            default -> section.cut(new Shortfall(GapReason.DENIED, request.id() + ": " + current.refusal()));
        }
    }

    private void drop() {
        var lost = connection;
        connection = null;
        talk = null;
        if (lost != null) {
            lost.close();
        }
    }

    @Override
    public void abort() {
        aborted = true;
        var current = connection;
        if (current != null) {
            current.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        var current = connection;
        if (current != null) {
            current.close();
        }
    }
}
