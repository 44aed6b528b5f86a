package org.tidewaiter.engine.spi;

import org.tidewaiter.api.session.TransportException;

/** The lock-out guard as a transport meets it: every authenticating step runs through it. */
@FunctionalInterface
public interface LoginGate {

    /** The part of a login that can be counted against the account: sends the secret once. */
    @FunctionalInterface
    interface Leg {
        /** Authenticates; {@code REJECTED} when the secret was refused. */
        void run() throws TransportException, InterruptedException;
    }

    /**
     * Runs the leg, maybe after waiting until another host has shown that the credential is good.
     *
     * @throws TransportException {@code WITHHELD} when the credential was refused elsewhere and is not tried again; otherwise the leg's own
     */
    void login(Credential credential, Leg leg) throws TransportException, InterruptedException;
}
