package org.tidewaiter.store;

/** What an engagement is opened for. */
public enum Access {
    /** To run into: one Tidewaiter at a time. Creates the file when it is missing. */
    READ_WRITE,
    /** To look at: any number, also while a run writes, also from a read-only disc. Never changes the engagement. */
    READ_ONLY
}
