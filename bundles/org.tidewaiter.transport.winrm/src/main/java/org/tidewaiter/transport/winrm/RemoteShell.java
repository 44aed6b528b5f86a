package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;

/** A shell of the remote shell protocol, [MS-WSMV] 3.1.4.5: each operation is one exchange. One at a time. */
interface RemoteShell {

    /**
     * What an operation waited for.
     *
     * @param streams what stdout gave, in order; none when nothing came in time
     */
    record Received(List<byte[]> streams) {
        /** Nothing came in time. */
        static final Received NOTHING = new Received(List.of());

        public Received {
            streams = List.copyOf(streams);
        }
    }

    /**
     * Creates it, with the first fragments of its runspace pool.
     *
     * @throws ShellRefused when the service makes none
     */
    void create(UUID shellId, byte[] fragments) throws TransportException, InterruptedException, ShellRefused;

    /** Starts a command, with the first fragment of its pipeline. */
    void command(UUID commandId, byte[] fragment) throws TransportException, InterruptedException;

    /** Hands more in. */
    void send(@Nullable UUID commandId, byte[] fragment) throws TransportException, InterruptedException;

    /**
     * Waits for output of a command, or of the shell itself.
     *
     * @param wait how long the server may take to have some
     */
    Received receive(@Nullable UUID commandId, Duration wait) throws TransportException, InterruptedException;

    /** Ends a command on the server. */
    void terminate(UUID commandId) throws TransportException, InterruptedException;

    /** Deletes the shell and everything that runs in it. */
    void delete() throws TransportException, InterruptedException;
}
