package org.tidewaiter.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.api.spi.Recognizer;

/** A family made of the steps that a test hands in; it claims whatever has port 22 open or a shell. */
record FakeFamily(String id, List<AuditStep<?>> steps, List<Check> checks) implements DeviceFamily {

    FakeFamily(String id, List<AuditStep<?>> steps) {
        this(id, steps, List.of());
    }

    record Colour(@Key String name, long value) implements Item {
    }

    record Shape(@Key String name) implements Item {
    }

    /** What a step does. */
    interface Reading {
        void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException;
    }

    static final ShellCommand ASK = ShellCommand.of("ask", "echo asked");

    static FakeFamily of(AuditStep<?>... steps) {
        return new FakeFamily("fake", List.of(steps));
    }

    static AuditStep<ShellSession> step(String id, Set<Class<? extends Item>> promises, Duration timeout, Reading reading) {
        return new AuditStep<>() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Class<ShellSession> needs() {
                return ShellSession.class;
            }

            @Override
            public Set<Class<? extends Item>> promises() {
                return promises;
            }

            @Override
            public List<Request> requests() {
                return List.of(ASK);
            }

            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public void read(ShellSession session, FactSink sink) throws TransportException, InterruptedException {
                reading.read(session, sink);
            }
        };
    }

    @Override
    public String label() {
        return "Made for tests";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.TcpConnect(22));
    }

    @Override
    public Recognizer recognizer() {
        return seen -> seen.all().stream()
                .filter(o -> o instanceof Observation.ShellGreeting || o instanceof Observation.Port p && p.port() == 22)
                .findFirst()
                .map(o -> new Claim(id, null, null, null, Confidence.LIKELY, List.of(new Because("seen", o.evidence()))));
    }

    @Override
    public Auditor auditor() {
        var all = steps;
        return new Auditor() {
            @Override
            public List<AuditStep<?>> steps() {
                return all;
            }

            @Override
            public List<AuditStep<?>> steps(Claim claim, Observations observations) {
                return all;
            }
        };
    }
}
