package org.tidewaiter.psrp.message;

import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.fragment.PsrpException;

/** PSThreadOptions, [MS-PSRP] 2.2.3.6; the ordinal is the number on the wire. */
public enum PSThreadOptions {
    DEFAULT("Default"), USE_NEW_THREAD("UseNewThread"), REUSE_THREAD("ReuseThread"), USE_CURRENT_THREAD("UseCurrentThread");

    private final String word;

    PSThreadOptions(String word) {
        this.word = word;
    }

    ComplexObject data() {
        return ComplexObject.enumeration("System.Management.Automation.Runspaces.PSThreadOptions", word, ordinal());
    }

    static PSThreadOptions of(Fields fields) throws PsrpException {
        var number = fields.number("PSThreadOptions");
        if (number < 0 || number >= values().length) {
            throw new PsrpException(fields.where() + ": PSThreadOptions " + number);
        }
        return values()[number];
    }
}
