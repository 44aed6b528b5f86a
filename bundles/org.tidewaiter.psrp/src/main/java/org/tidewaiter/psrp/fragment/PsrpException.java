package org.tidewaiter.psrp.fragment;

import java.io.Serial;

/** What the peer sent is not what [MS-PSRP] says, or larger than is taken. The conversation that gave it cannot go on. */
public final class PsrpException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public PsrpException(String words) {
        super(words);
    }

    public PsrpException(String words, Throwable cause) {
        super(words, cause);
    }
}
