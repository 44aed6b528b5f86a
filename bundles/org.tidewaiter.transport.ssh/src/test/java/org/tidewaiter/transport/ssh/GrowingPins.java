package org.tidewaiter.transport.ssh;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.tidewaiter.engine.spi.PeerPins;

/** Pins in memory. */
final class GrowingPins implements PeerPins {

    private final Map<String, Pin> pins = new ConcurrentHashMap<>();

    @Override
    public Optional<Pin> find(String endpoint) {
        return Optional.ofNullable(pins.get(endpoint));
    }

    @Override
    public Pin pinFirst(String endpoint, Pin pin) {
        var old = pins.putIfAbsent(endpoint, pin);
        return old == null ? pin : old;
    }

    void replace(String endpoint, Pin pin) {
        pins.put(endpoint, pin);
    }
}
