package org.tidewaiter.transport.ldap;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Runs what blocks within the library, which feels no interrupt, on a thread of its own, until it ends or its connection is broken under it. */
final class Errand {

    private static final long NOTICE_MILLIS = 500;

    private Errand() {
    }

    /**
     * Waits for the end.
     *
     * @param what    for the message when it takes too long
     * @param breaks  breaks the connection
     * @throws TransportException {@code TIMED_OUT} after the limit; or the work's own
     */
    static <T> T run(String what, Duration limit, Runnable breaks, Callable<T> work)
            throws TransportException, InterruptedException {
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("ldap").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            breakOff(thread, breaks);
            throw new TransportException(Failure.TIMED_OUT, what + ": no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            breakOff(thread, breaks);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TransportException failure -> throw failure;
                case InterruptedException interrupt -> throw interrupt;
                case RuntimeException defect -> throw defect;
                case Error defect -> throw defect;
                default -> throw new TransportException(Failure.BROKEN, what + ": " + e.getCause().getClass().getSimpleName());
            }
        }
    }

    private static void breakOff(Thread thread, Runnable breaks) {
        breaks.run();
        thread.interrupt();
        try {
            thread.join(NOTICE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
