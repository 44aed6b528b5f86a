package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.fragment.PsrpException;

/** PipelineResultTypes, [MS-PSRP] 2.2.3.31: where the records of a stream go; the ordinal is the number on the wire. */
public enum PipelineResultTypes {
    NONE("None"), //
    OUTPUT("Output"), //
    ERROR("Error"), //
    WARNING("Warning"), //
    VERBOSE("Verbose"), //
    DEBUG("Debug"), //
    INFORMATION("Information"), //
    ALL("All"), //
    NULL("Null");

    private final String word;

    PipelineResultTypes(String word) {
        this.word = word;
    }

    ComplexObject data() {
        return ComplexObject.enumeration("System.Management.Automation.Runspaces.PipelineResultTypes", word, ordinal());
    }

    static PipelineResultTypes of(Fields fields, String name) throws PsrpException {
        var number = fields.number(name);
        if (number < 0 || number >= values().length) {
            throw new PsrpException(fields.where() + ": " + name + " " + number);
        }
        return values()[number];
    }

    /** Null where the property is absent: it came with a later version of the protocol. */
    static @Nullable PipelineResultTypes optional(Fields fields, String name) throws PsrpException {
        return fields.optional(name) == null ? null : of(fields, name);
    }
}
