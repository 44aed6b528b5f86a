package org.tidewaiter.transport.snmp;

import java.time.Duration;

/**
 * How many variables are asked for at once. Big answers are quick, but some agents say tooBig, fail or fall silent above a size that nobody
 * documents, so it steps down, and up only for agents that are quick.
 */
final class Batch {

    private static final int[] STEPS = { 50, 25, 10, 5, 1, 0 };
    private static final int FIRST = 1;
    private static final int MOST_COLUMNS = 16;
    private static final Duration QUICK = Duration.ofMillis(150);
    private static final int QUICK_ANSWERS = 3;

    private final boolean bulk;
    private int step = FIRST;
    private int quickAnswers;
    private boolean steppedDown;

    /** For SNMPv1 there is no GetBulkRequest; columns are still asked side by side. */
    Batch(boolean bulk) {
        this.bulk = bulk;
    }

    /** Whether GetBulkRequest is used. */
    boolean bulk() {
        return bulk && STEPS[step] > 0;
    }

    /** How many columns of these are asked in one request. */
    int columns(int wanted) {
        return Math.clamp(STEPS[step], 1, Math.min(wanted, MOST_COLUMNS));
    }

    /** How many rows of so many columns. */
    int repetitions(int columns) {
        return Math.max(1, STEPS[step] / columns);
    }

    /** Whether a request for so many columns asks for one single variable by GetNextRequest. */
    boolean isSmallest(int columns) {
        return columns == 1 && !bulk();
    }

    /** Asks for less from now on. */
    void stepDown() {
        steppedDown = true;
        step = Math.min(step + 1, STEPS.length - 1);
    }

    /** Where it stands, for {@link #restore}. */
    int mark() {
        return step;
    }

    /** The size was not to blame. */
    void restore(int mark) {
        step = mark;
    }

    /** A whole answer came so fast. */
    void heard(Duration roundTrip) {
        quickAnswers = roundTrip.compareTo(QUICK) < 0 ? quickAnswers + 1 : 0;
        if (quickAnswers >= QUICK_ANSWERS && step == FIRST && !steppedDown) {
            step--;
        }
    }
}
