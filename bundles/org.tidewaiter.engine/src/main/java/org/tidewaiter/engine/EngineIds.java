package org.tidewaiter.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.tidewaiter.api.probe.Observation;

/**
 * Finds devices of a run that share an SNMPv3 engine id, which must be unique (RFC 3411 section 3.1.1.1): their boots or their clocks tell them
 * apart from one device with several addresses. Safe for many threads.
 */
final class EngineIds {

    /** How far two readings of one clock may be apart: answers take time, and clocks drift. */
    private static final Duration TOLERANCE = Duration.ofSeconds(20);

    private record Met(String address, long boots, Instant started) {
        boolean isOther(Met that) {
            return !address.equals(that.address)
                    && (boots != that.boots || Duration.between(started, that.started).abs().compareTo(TOLERANCE) > 0);
        }
    }

    private final Consumer<String> notes;
    private final Map<String, List<Met>> met = new HashMap<>();

    EngineIds(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * Remembers what an engine told of itself, and tells of the first other device of the same engine id, both by address.
     *
     * @param when it was told
     */
    synchronized void meet(String address, Observation.SnmpEngine engine, Instant when) {
        if (engine.boots() == 0 && engine.seconds() == 0) {
            return; // an agent that does not tell its clock before a login
        }
        var now = new Met(address, engine.boots(), when.minusSeconds(engine.seconds()));
        var before = met.computeIfAbsent(engine.engineId(), _ -> new ArrayList<>());
        if (before.stream().anyMatch(b -> b.address.equals(address))) {
            return;
        }
        before.stream().filter(now::isOther).findFirst().ifPresent(other -> notes.accept(other.address + " and " + address
                + " are two devices with one SNMPv3 engine id, "
                + engine.engineId() + ", as cloned images have it; it must be unique (RFC 3411), or SNMPv3 with them fails now"
                + " and then: give each its own"));
        before.add(now);
    }
}
