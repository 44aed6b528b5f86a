package org.tidewaiter.psrp.clixml;

/** What a {@link ComplexObject} is besides its properties, [MS-PSRP] 2.2.5.2: a primitive value (an enum's number, too) or a container. */
public sealed interface Content permits Primitive, Container {
}
