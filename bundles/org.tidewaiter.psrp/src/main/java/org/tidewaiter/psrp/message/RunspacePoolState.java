package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.fragment.PsrpException;

/** RunspacePoolState, [MS-PSRP] 2.2.3.4; the ordinal is the number on the wire. */
public enum RunspacePoolState {
    BEFORE_OPEN, OPENING, OPENED, CLOSED, CLOSING, BROKEN, NEGOTIATION_SENT, NEGOTIATION_SUCCEEDED, CONNECTING, DISCONNECTED;

    static RunspacePoolState of(int number) throws PsrpException {
        if (number < 0 || number >= values().length) {
            throw new PsrpException("RUNSPACEPOOL_STATE: RunspaceState " + number);
        }
        return values()[number];
    }
}
