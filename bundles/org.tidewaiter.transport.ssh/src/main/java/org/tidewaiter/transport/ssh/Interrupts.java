package org.tidewaiter.transport.ssh;

import java.nio.channels.ClosedByInterruptException;

/** Finds interrupts that a library has wrapped into its own exceptions. */
final class Interrupts {

    private Interrupts() {
    }

    /** Throws the interrupt that is behind an exception, or that waits at this thread. */
    static void rethrow(Throwable failure) throws InterruptedException {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                Thread.interrupted();
                throw interruption(failure);
            }
        }
        if (Thread.interrupted()) {
            throw interruption(failure);
        }
    }

    private static InterruptedException interruption(Throwable cause) {
        var interruption = new InterruptedException("cancelled");
        interruption.initCause(cause);
        return interruption;
    }
}
