package org.tidewaiter.engine.spi;

import java.io.IOException;

/**
 * Where a run is written down: the engagement. Visits come from many threads; one writer commits them, in transactions of at most 100 ms or
 * 1,000 rows. What was committed survives a kill.
 */
public interface RunJournal {

    /** Opens the run. */
    void begin(RunHeader header) throws IOException;

    /**
     * Opens a run again that was cancelled or killed, instead of beginning one; what it has stays.
     *
     * @param run its number
     */
    void resume(long run) throws IOException;

    /**
     * Queues a visit, and waits while the queue is full.
     *
     * @throws IOException when an earlier write failed (disk full, say): the run must end
     */
    void commit(Visit visit) throws IOException, InterruptedException;

    /** Writes what is queued and the footer, and returns when all is durable. Never interrupted: it is also called after a cancel. */
    void finish(RunFooter footer) throws IOException;
}
