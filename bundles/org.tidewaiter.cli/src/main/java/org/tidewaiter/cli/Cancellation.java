package org.tidewaiter.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that runs a command, and gives it the time to store what it holds. The process then
 * ends with {@link ExitStatus#CANCELLED}, whichever signal came.
 */
final class Cancellation implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_800;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancel, "cancel");

    /** Watches from now on for the current thread. */
    Cancellation() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void cancel() {
        worker.interrupt();
        try {
            if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("tidewaiter: stopped; what had not been stored yet is lost");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(ExitStatus.CANCELLED);
    }

    /** The work is done and stored. Must be the last thing before the command returns. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the signal came first: the hook ends the process
        }
    }
}
