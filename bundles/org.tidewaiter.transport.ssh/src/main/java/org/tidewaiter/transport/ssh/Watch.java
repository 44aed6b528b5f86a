package org.tidewaiter.transport.ssh;

import java.time.Duration;

import org.tidewaiter.engine.spi.Deadline;

/** Closes a connection when a deadline passes, whatever its peer does meanwhile: a peer that sends a byte now and then feels no timeout. */
final class Watch implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final Runnable onExpiry;
    private Deadline deadline;
    private Duration left = FOREVER;
    private boolean expired;
    private boolean done;

    /** Begins to watch. */
    Watch(Duration limit, Runnable onExpiry) {
        this.onExpiry = onExpiry;
        deadline = Deadline.in(limit);
        Thread.ofVirtual().name("ssh-watch").start(this::guard);
    }

    private void guard() {
        try {
            if (awaitExpiry()) {
                onExpiry.run();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, it ends.
        }
    }

    private synchronized boolean awaitExpiry() throws InterruptedException {
        while (!done && !deadline.passed()) {
            wait(Math.max(1, deadline.left().toMillis()));
        }
        expired = !done;
        return expired;
    }

    /** Time does not count any more: we wait for something that is not the peer. */
    synchronized void pause() {
        left = deadline.left();
        deadline = Deadline.in(FOREVER);
        notifyAll();
    }

    /** Goes on with what was left. */
    synchronized void resume() {
        deadline = Deadline.in(left);
        notifyAll();
    }

    /** What is left of the limit. */
    synchronized Deadline deadline() {
        return deadline;
    }

    synchronized boolean expired() {
        return expired;
    }

    @Override
    public synchronized void close() {
        done = true;
        notifyAll();
    }
}
