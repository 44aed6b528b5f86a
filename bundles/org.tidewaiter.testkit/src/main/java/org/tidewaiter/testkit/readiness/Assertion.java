package org.tidewaiter.testkit.readiness;

/** Assertions without a test framework. */
final class Assertion {

    private Assertion() {
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void equal(String expected, String actual, String where) {
        that(expected.equals(actual), where + "\nexpected " + expected + "\nbut was  " + actual);
    }
}
