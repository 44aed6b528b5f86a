package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;

/** A step whose every row is a row of one reply, so that it needs no more than a list of readings. */
interface TableStep extends RemotingStep {

    /** What is read, in order. */
    List<Reading<?>> readings();

    @Override
    default Set<Class<? extends Item>> promises() {
        var classes = new LinkedHashSet<Class<? extends Item>>();
        readings().forEach(r -> classes.add(r.dataClass()));
        return classes;
    }

    @Override
    default List<Request> requests() {
        return readings().stream().map(Reading::request).distinct().toList();
    }

    @Override
    default Duration timeout() {
        return Duration.ofSeconds(180);
    }

    @Override
    default void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        for (var reading : readings()) {
            reading.state(session, sink);
        }
    }
}
