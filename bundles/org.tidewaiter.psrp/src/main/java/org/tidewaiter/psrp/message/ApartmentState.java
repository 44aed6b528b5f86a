package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.fragment.PsrpException;

/** ApartmentState, [MS-PSRP] 2.2.3.7; the ordinal is the number on the wire. */
public enum ApartmentState {
    STA, MTA, UNKNOWN;

    ComplexObject data() {
        return ComplexObject.enumeration("System.Management.Automation.Runspaces.ApartmentState", name(), ordinal());
    }

    static ApartmentState of(Fields fields) throws PsrpException {
        var number = fields.number("ApartmentState");
        if (number < 0 || number >= values().length) {
            throw new PsrpException(fields.where() + ": ApartmentState " + number);
        }
        return values()[number];
    }
}
