package org.tidewaiter.psrp.clixml;

/**
 * A property of a {@link ComplexObject}, [MS-PSRP] 2.2.5.2.8 and 2.2.5.2.9.
 *
 * @param name  its name, decoded
 * @param value its value
 */
public record Property(String name, Value value) {
}
