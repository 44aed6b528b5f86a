package org.tidewaiter.transport.net;

import java.io.IOException;

/** A server that answered, but not as its protocol wants; {@link #getMessage()} is the reason of the answer, one word. */
public final class Unexpected extends IOException {
    private static final long serialVersionUID = 1;

    /** For this reason. */
    public Unexpected(String reason) {
        super(reason);
    }

    /** For this reason. */
    public Unexpected(String reason, Throwable cause) {
        super(reason, cause);
    }
}
