package org.tidewaiter.engine.spi;

import java.util.Set;

import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.TransportException;

/**
 * Opens sessions of one kind: an OSGi service. A transport is the only code that touches the network.
 *
 * @param <S> the session it lends
 */
public interface Transport<S extends Session> {

    /** {@code ssh}, {@code local}: shown beside facts, and the name of its port option. */
    String id();

    /** What it lends. */
    Class<S> sessionType();

    /** Whether it reaches this machine without network and login, and nothing else. */
    default boolean isLocal() {
        return false;
    }

    /** Whose service it talks to: the device's own, or that of a domain controller, which tells of the device. */
    default Party party() {
        return Party.TARGET;
    }

    /** What carries it. */
    default Protocol protocol() {
        return Protocol.TCP;
    }

    /** The protocol's registered port; 0 for this machine. */
    int port();

    /** Whether a device that does not like a credential may say nothing at all, so that after silence the next one is tried. */
    default boolean refusesInSilence() {
        return false;
    }

    /** Which credentials it can use; empty when it needs none. */
    Set<Credential.Kind> credentials();

    /**
     * Opens a session. The opening, good or bad, is recorded as one {@code SESSION} exchange.
     *
     * @throws TransportException   with the sort of failure, after it was recorded
     * @throws InterruptedException when cancelled; everything opened is closed
     */
    LiveSession<S> open(Opening opening) throws TransportException, InterruptedException;
}
