package org.tidewaiter.api.readiness;

/** How a rule stands at a device. */
public enum Standing {
    /** The port is open. */
    MET,
    /** The port is open, and the login may less than the audit needs. */
    LIMITED,
    /** Nothing came back, and that proves nothing. */
    AMBIGUOUS,
    /** Nobody was asked. */
    UNASKED,
    /** The service answers and does not let us in. */
    REFUSED,
    /** The port cannot be reached. */
    SHUT
}
