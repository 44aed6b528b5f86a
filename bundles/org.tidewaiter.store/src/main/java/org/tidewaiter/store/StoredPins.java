package org.tidewaiter.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.tidewaiter.engine.spi.PeerPins;

/**
 * Pins in memory, so that no virtual thread waits for SQLite; new ones go into the engagement with the next visit, or when it
 * closes.
 */
final class StoredPins implements PeerPins {

    private record NewPin(String endpoint, Pin pin, Instant pinned) {
    }

    private final Map<String, Pin> pins = new ConcurrentHashMap<>();
    private final Queue<NewPin> unsaved = new ConcurrentLinkedQueue<>();

    StoredPins(Database database) throws SQLException {
        database.<SQLException> each("SELECT endpoint, algorithm, fingerprint FROM peer_pin",
                row -> pins.put(row.getString(1), new Pin(row.getString(2), row.getString(3))));
    }

    @Override
    public Optional<Pin> find(String endpoint) {
        return Optional.ofNullable(pins.get(endpoint));
    }

    @Override
    public Pin pinFirst(String endpoint, Pin pin) {
        var earlier = pins.putIfAbsent(endpoint, pin);
        if (earlier != null) {
            return earlier;
        }
        unsaved.add(new NewPin(endpoint, pin, Instant.now()));
        return pin;
    }

    /** Writes what is new; inside a transaction. */
    void save(Database database) throws SQLException {
        for (var pin = unsaved.poll(); pin != null; pin = unsaved.poll()) {
            database.run("INSERT OR IGNORE INTO peer_pin (endpoint, algorithm, fingerprint, pinned) VALUES (?, ?, ?, ?)",
                    pin.endpoint(),
                    pin.pin().algorithm(), pin.pin().fingerprint(), Values.timestamp(pin.pinned()));
        }
    }

    boolean hasUnsaved() {
        return !unsaved.isEmpty();
    }

    /** Forgets every pin of an address; inside a transaction. Returns the endpoints. */
    List<String> forget(Database database, String address) throws SQLException {
        var endpoints = pins.keySet().stream().filter(e -> host(e).equals(address)).sorted().toList();
        for (var endpoint : endpoints) {
            database.run("DELETE FROM peer_pin WHERE endpoint = ?", endpoint);
        }
        unsaved.removeIf(p -> endpoints.contains(p.endpoint()));
        endpoints.forEach(pins::remove);
        return endpoints;
    }

    /** {@code ssh://192.0.2.7:22}, {@code ssh://[2001:db8::7]:22}. */
    private static String host(String endpoint) {
        var authority = endpoint.substring(endpoint.indexOf("://") < 0 ? 0 : endpoint.indexOf("://") + 3);
        if (authority.startsWith("[")) {
            return authority.substring(1, Math.max(1, authority.indexOf(']')));
        }
        var colon = authority.lastIndexOf(':');
        // More than one colon without brackets: a bare IPv6 address and a port.
        return colon < 0 ? authority : authority.substring(0, colon);
    }
}
