package org.tidewaiter.transport.winrm.http;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.winrm.seal.MessageSeal;

/** A way to log in. */
interface Method {

    /** Logs in on the wire's connection; also again, on a new one. */
    MessageSeal authenticate() throws TransportException, InterruptedException;

    /** {@code Negotiate (Kerberos)}. */
    String scheme();

    /** How it names what it has sealed. */
    String protocol();

    /** Forgets tickets. */
    default void forget() {
        // Most hold nothing.
    }
}
