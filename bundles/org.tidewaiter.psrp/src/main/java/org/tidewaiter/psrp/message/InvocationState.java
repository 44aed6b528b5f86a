package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.fragment.PsrpException;

/** PSInvocationState, [MS-PSRP] 2.2.3.5; the ordinal is the number on the wire. */
public enum InvocationState {
    NOT_STARTED, RUNNING, STOPPING, STOPPED, COMPLETED, FAILED, DISCONNECTED;

    /** Whether nothing follows. */
    public boolean ended() {
        return this == STOPPED || this == COMPLETED || this == FAILED;
    }

    static InvocationState of(int number) throws PsrpException {
        if (number < 0 || number >= values().length) {
            throw new PsrpException("PIPELINE_STATE: PipelineState " + number);
        }
        return values()[number];
    }
}
