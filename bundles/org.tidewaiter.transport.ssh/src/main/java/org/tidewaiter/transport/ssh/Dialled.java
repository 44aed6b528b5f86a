package org.tidewaiter.transport.ssh;

import java.net.SocketException;
import java.time.Duration;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import net.schmizz.sshj.SSHClient;

/**
 * A connection whose keys are exchanged and whose host is known, before any login.
 *
 * @param watch closes it when the time for the login is over; the caller closes the watch
 */
record Dialled(SSHClient client, Watch watch, String endpoint) {

    /** Ends the socket's own timeout, since commands may be silent for long, and sets how long a channel may take to open. */
    void patience(Duration opening) throws TransportException {
        try {
            client.getSocket().setSoTimeout(0);
            client.getConnection().setTimeoutMs(Math.toIntExact(Math.max(5_000, opening.toMillis())));
        } catch (SocketException e) {
            throw new TransportException(Failure.BROKEN, endpoint + ": the connection was lost right after the login; try again",
                    e);
        }
    }
}
