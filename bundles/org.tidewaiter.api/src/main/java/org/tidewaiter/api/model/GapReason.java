package org.tidewaiter.api.model;

/** Why a promised data class has no facts, or not all of them. */
public enum GapReason {
    /** The device has no such thing: no battery, no snap. */
    NOT_PRESENT,
    /** The device has it, but does not tell. */
    NOT_REPORTED,
    /** A right was missing; the detail names it. */
    DENIED,
    /** The device or the port could not be reached. */
    UNREACHABLE,
    /** A deadline passed. */
    TIMED_OUT,
    /** An answer came that we could not read; also a defect of a step. */
    UNPARSEABLE,
    /** Not tried, on purpose; the detail says which purpose. */
    SKIPPED,
    /** The run was cancelled. */
    CANCELLED
}
