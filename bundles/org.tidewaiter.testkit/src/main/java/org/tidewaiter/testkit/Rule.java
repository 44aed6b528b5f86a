package org.tidewaiter.testkit;

/**
 * One rule of a contract. With JUnit: {@code contract.rules().stream().map(r -> dynamicTest(r.name(), r.check()::run))}.
 *
 * @param name  what must hold
 * @param check throws {@link AssertionError} with what does not
 */
public record Rule(String name, Check check) {

    /** A check. */
    @FunctionalInterface
    public interface Check {
        /**
         * Checks.
         *
         * @throws Exception when it could not
         */
        void run() throws Exception;
    }
}
