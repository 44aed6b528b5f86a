package org.tidewaiter.psrp.clixml;

/**
 * A reference to an object that the reference itself is a part of, [MS-PSRP] 2.2.5.2.1: a ring. Every other reference is read as the
 * object that it means.
 *
 * @param levels how many objects up: 1 is the object that holds the reference
 */
public record Ancestor(int levels) implements Value {
    public Ancestor {
        if (levels < 1) {
            throw new IllegalArgumentException(levels + " levels");
        }
    }
}
