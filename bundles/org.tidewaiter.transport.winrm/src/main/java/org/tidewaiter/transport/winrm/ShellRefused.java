package org.tidewaiter.transport.winrm;

import org.tidewaiter.api.session.TransportException;

/** The service made no shell for PowerShell; it may answer other questions all the same. */
final class ShellRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final TransportException failure;
    private final boolean busy;

    /**
     * A refusal.
     *
     * @param busy whether it may make one at another time
     */
    ShellRefused(TransportException failure, boolean busy) {
        super(failure);
        this.failure = failure;
        this.busy = busy;
    }

    /** As the failure of a session. */
    TransportException failure() {
        return failure;
    }

    /** Whether it may make one at another time. */
    boolean isBusy() {
        return busy;
    }
}
