package org.tidewaiter.psrp.clixml;

/** What the serialization of [MS-PSRP] 2.2.5 can carry. Values are immutable. */
public sealed interface Value permits Primitive, ComplexObject, Ancestor {
}
