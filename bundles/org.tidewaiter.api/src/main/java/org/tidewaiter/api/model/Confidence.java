package org.tidewaiter.api.model;

/** How sure a recogniser is, weakest first. */
public enum Confidence {
    /** Compatible with what was seen; no login is spent on it. */
    HINT,
    /** The device says so in a way that others rarely imitate; enough to try an audit. */
    LIKELY,
    /** Seen from inside, or stated by an authority for the device. */
    PROVEN
}
