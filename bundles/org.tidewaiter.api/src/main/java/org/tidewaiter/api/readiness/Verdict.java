package org.tidewaiter.api.readiness;

/** What can be done with a device now, the best first. */
public enum Verdict {
    /** All that the family reads can be read. */
    READY,
    /** It can be audited, and something will be missing. */
    DEGRADED,
    /** It cannot be audited yet, and there is a way to prepare it from here. */
    PREPARABLE,
    /** It cannot be told: silence that proves nothing, or a device that nothing gives away. */
    UNKNOWN,
    /** It cannot be audited. */
    BLOCKED;

    /** The worse of the two. */
    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
