package org.tidewaiter.engine.spi;

import java.util.Optional;

/** Host keys and certificates seen before: trusted on first use, then held against. Kept in the engagement; safe for many threads. */
public interface PeerPins {

    /**
     * A pinned key.
     *
     * @param algorithm   {@code ssh-ed25519}
     * @param fingerprint {@code SHA256:...} as OpenSSH prints it
     */
    record Pin(String algorithm, String fingerprint) {
    }

    /** The pin of an endpoint such as {@code ssh://192.0.2.7:22}, if there is one. */
    Optional<Pin> find(String endpoint);

    /** Pins the endpoint's key unless it has one; durable when the run ends. Returns the pin that holds now. */
    Pin pinFirst(String endpoint, Pin pin);
}
