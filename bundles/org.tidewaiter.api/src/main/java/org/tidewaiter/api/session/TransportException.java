package org.tidewaiter.api.session;

import org.jspecify.annotations.Nullable;

/** A conversation with a device failed. The message says who, what, and what to try, and holds no secret. */
public final class TransportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The sorts of failure that a reader can do something about. */
    public enum Failure {
        /** Nobody there, or the port is shut. */
        UNREACHABLE,
        /** Connected, but no answer in time. */
        TIMED_OUT,
        /** The credential was refused. */
        REJECTED,
        /** The login is good, but lacks a right. */
        DENIED,
        /** Not tried: no fitting credential, or the lock-out guard or the scope forbids it. */
        WITHHELD,
        /** The peer is not the one it was before: another host key or certificate. */
        PEER_CHANGED,
        /** The peer speaks, but not what we need: no common algorithm, a menu instead of a shell. */
        UNSUPPORTED,
        /** The peer broke the protocol, or closed in the middle. */
        BROKEN
    }

    private final Failure failure;

    /** A failure without a cause of its own. */
    public TransportException(Failure failure, String message) {
        this(failure, message, null);
    }

    /** A failure that another exception tells more about. */
    public TransportException(Failure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** The sort of failure. */
    public Failure failure() {
        return failure;
    }
}
