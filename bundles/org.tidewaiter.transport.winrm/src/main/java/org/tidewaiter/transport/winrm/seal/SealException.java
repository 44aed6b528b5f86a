package org.tidewaiter.transport.winrm.seal;

import org.jspecify.annotations.Nullable;

/** A sealed message is not what it should be. */
public final class SealException extends Exception {

    private static final long serialVersionUID = 1L;

    /** In words that end a sentence about the peer. */
    public SealException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Without a cause of its own. */
    public SealException(String message) {
        this(message, null);
    }
}
