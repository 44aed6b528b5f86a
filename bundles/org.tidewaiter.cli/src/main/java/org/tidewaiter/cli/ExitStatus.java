package org.tidewaiter.cli;

/** What the process tells its caller. */
final class ExitStatus {

    static final int COMPLETE = 0;
    static final int TOO_MANY_GAPS = 1;
    static final int USAGE = 2;
    static final int FAILURE = 3;
    static final int NOTHING_AUDITED = 4;
    /** The audit is complete, and something was found that is as bad as {@code --fail-on} says, or worse. */
    static final int FINDINGS = 5;
    static final int CANCELLED = 130;

    private ExitStatus() {
    }
}
