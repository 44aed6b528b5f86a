package org.tidewaiter.engine.spi;

import java.util.Optional;

/** Host keys and certificates seen before: trusted on first use, then held against. Kept in the engagement; safe for many threads. */
public interface PeerPins {

    /** Knows nobody and remembers nobody: for a single check, and for replays, in which nobody is met. */
    PeerPins FORGETFUL = new PeerPins() {
        @Override
        public Optional<Pin> find(String endpoint) {
            return Optional.empty();
        }

        @Override
        public Pin pinFirst(String endpoint, Pin pin) {
            return pin;
        }
    };

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
