package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.fragment.PsrpException;

/** To whom a message goes, [MS-PSRP] 2.2.1. */
public enum Destination {
    CLIENT(1), SERVER(2);

    private final int value;

    Destination(int value) {
        this.value = value;
    }

    /** Its number on the wire. */
    public int value() {
        return value;
    }

    static Destination of(int value) throws PsrpException {
        for (var destination : values()) {
            if (destination.value == value) {
                return destination;
            }
        }
        throw new PsrpException("a message for the unknown destination " + Integer.toUnsignedString(value));
    }
}
