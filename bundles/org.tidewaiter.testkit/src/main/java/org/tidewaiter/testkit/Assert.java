package org.tidewaiter.testkit;

/** Assertions without a test framework. */
final class Assert {

    private Assert() {
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
