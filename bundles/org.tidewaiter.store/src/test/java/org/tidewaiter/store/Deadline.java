package org.tidewaiter.store;

import java.util.function.BooleanSupplier;

/** Waiting, but not for ever. */
final class Deadline {

    private Deadline() {
    }

    static void until(BooleanSupplier condition) throws InterruptedException {
        for (var i = 0; i < 3000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("nothing happened for 30 seconds");
    }
}
