package org.tidewaiter.engine.spi;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * All that a transport needs to open a session.
 *
 * @param address        the device; absent for this machine
 * @param port           port to use; 0 for this machine
 * @param credential     the login; absent for transports that need none
 * @param logins         the lock-out guard: wrap each sending of a secret in it
 * @param pins           known peers
 * @param log            the visit's evidence
 * @param connectTimeout for the connection
 * @param loginTimeout   for everything between the connection and the first request
 * @param hostName       the name by which the user asked for the device; absent where it was an address
 * @param realm          the domain whose accounts the run uses; absent where none is
 */
public record Opening(@Nullable ScopedAddress address, int port, @Nullable Credential credential, LoginGate logins, PeerPins pins,
        ExchangeLog log, Duration connectTimeout, Duration loginTimeout, @Nullable String hostName, @Nullable Realm realm) {

    /** Without a name and a domain. */
    public Opening(@Nullable ScopedAddress address, int port, @Nullable Credential credential, LoginGate logins, PeerPins pins,
            ExchangeLog log, Duration connectTimeout, Duration loginTimeout) {
        this(address, port, credential, logins, pins, log, connectTimeout, loginTimeout, null, null);
    }

    /** The device for messages: an address, or {@code local}. */
    public String target() {
        return address == null ? "local" : address.toString();
    }
}
