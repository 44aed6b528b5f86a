package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.psrp.message.ErrorRecord;

/** An authenticated connection to one computer: its PowerShell where that runs scripts, and its CIM server. */
final class WinrmConnection implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What carries the requests. */
    interface Wire extends AutoCloseable {
        /** Breaks the request under way, from any thread. */
        void abort();

        /** Ends it, from any thread, within a second. */
        @Override
        void close();
    }

    private final String target;
    private final Wire wire;
    private final @Nullable Runspace runspace;
    private final CimServer cim;
    private volatile String refusal;

    /**
     * A connection.
     *
     * @param runspace absent where none could be opened
     * @param refusal  why there is none; "" where there is one
     */
    WinrmConnection(String target, Wire wire, @Nullable Runspace runspace, CimServer cim, String refusal) {
        this.target = target;
        this.wire = wire;
        this.runspace = runspace;
        this.cim = cim;
        this.refusal = refusal;
    }

    /** Whether scripts are run. */
    boolean runsScripts() {
        return runspace != null && refusal.isEmpty();
    }

    /** Why none are; "" where they are. */
    String refusal() {
        return refusal;
    }

    /** Its PowerShell. */
    Runspace runspace() {
        var open = runspace;
        if (open == null) {
            throw new IllegalStateException("there is no runspace: " + refusal);
        }
        return open;
    }

    /**
     * A pipeline ended before all its requests were answered.
     *
     * @param failure why, as PowerShell has it
     * @throws TransportException when scripts are not refused as such: then there is nothing to go on with
     */
    void refuseScripts(@Nullable ErrorRecord failure) throws TransportException {
        var id = failure == null ? null : failure.fullyQualifiedErrorId();
        if (failure == null || id == null) {
            throw new TransportException(Failure.BROKEN, target + ": PowerShell ended before it had answered"
                    + (failure == null ? "" : ": " + failure.message()));
        }
        refusal = "PowerShell runs no scripts here (" + id.replaceAll("\\p{Cntrl}", " ") + ")";
    }

    /** Answers a query without PowerShell. */
    void enumerate(CimQuery query, Section section, Instant now) throws TransportException, InterruptedException {
        section.begin(now, GRACE);
        cim.enumerate(query, json -> section.rows(json), section::error);
        if (!section.ended()) {
            section.complete();
        }
    }

    /** Breaks the request under way, from any thread. */
    void abort() {
        wire.abort();
    }

    /** Ends it all, from any thread: the shell is deleted, as far as the computer still answers. */
    @Override
    public void close() {
        wire.close();
    }
}
