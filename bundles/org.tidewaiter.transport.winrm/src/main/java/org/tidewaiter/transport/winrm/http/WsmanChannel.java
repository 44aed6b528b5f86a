package org.tidewaiter.transport.winrm.http;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.wsman.Identification;

/**
 * An authenticated channel to one WS-Management service. One request at a time; whoever comes meanwhile waits. Over HTTP each envelope is sealed,
 * and an answer that is not is refused.
 */
public final class WsmanChannel implements AutoCloseable {

    /**
     * Connects, logs in once, and leaves the channel ready.
     *
     * @param facts what is learnt is put here, also when it fails half way: offered, scheme, legs, certificate
     * @throws TransportException sorted; nothing of the password is in it
     */
    public static WsmanChannel open(Endpoint endpoint, WindowsLogin login, ChannelSettings settings, SessionFacts facts)
            throws TransportException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Asks anybody's question, without a login: what service is there, and which schemes it offers. Blocks for two round trips at most. */
    public static Identification identify(Endpoint endpoint, ChannelSettings settings)
            throws TransportException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * One round trip.
     *
     * @return the envelope of the answer, which may hold a fault
     */
    public byte[] post(byte[] envelope, Duration timeout) throws TransportException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** HTTP requests so far, those of the login included. */
    public int roundTrips() {
        throw new UnsupportedOperationException();
    }

    /** How the login was proven: {@code Negotiate (Kerberos)}, {@code Negotiate (NTLM)}, {@code Kerberos}, {@code NTLM}. */
    public String scheme() {
        throw new UnsupportedOperationException();
    }

    /** Schemes that the server offered, in its order: {@code Negotiate}, {@code Kerberos}, {@code Basic}. */
    public List<String> offered() {
        throw new UnsupportedOperationException();
    }

    /** What was tried, in order, and how it ended: {@code Kerberos: the KDC 10.77.0.25 did not answer in 3 s}, {@code NTLM: accepted}. */
    public List<String> legs() {
        throw new UnsupportedOperationException();
    }

    /** Breaks the connection, from any thread; a post under way fails within a second. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** Ends the connection and the client's threads. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
