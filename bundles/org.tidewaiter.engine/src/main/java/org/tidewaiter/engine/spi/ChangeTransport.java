package org.tidewaiter.engine.spi;

import java.util.Set;

import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;

/** Opens change sessions: an OSGi service. */
public interface ChangeTransport {

    /** {@code smb}. */
    String id();

    /** The protocol's registered TCP port. */
    int port();

    /** Which credentials it can use. */
    Set<Credential.Kind> credentials();

    /** Whether it can make such a change. */
    boolean supports(Change change);

    /**
     * Opens a session; nothing is changed by that.
     *
     * @throws TransportException   with the sort of failure
     * @throws InterruptedException when cancelled; everything opened is closed
     */
    ChangeSession open(Opening opening) throws TransportException, InterruptedException;
}
