package org.tidewaiter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.EngagementException.Category;

/**
 * A bounded queue with one platform thread behind it, which groups visits into transactions. After a failure nothing more is
 * written.
 */
final class QueuedJournal implements RunJournal {

    // Each visit may hold megabytes of evidence.
    private static final int QUEUED_VISITS = 64;
    private static final int BATCH_ROWS = 1000;
    private static final long BATCH_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration FINISH_TIMEOUT = Duration.ofMinutes(10);

    private sealed interface Job {
        record Write(Visit visit) implements Job {
        }

        record Finish(@Nullable RunFooter footer) implements Job {
        }
    }

    private final Path file;
    private final Database database;
    private final StoredPins pins;
    private final ReentrantLock writing;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUED_VISITS);
    private final AtomicLong durableVisits = new AtomicLong();
    private volatile @Nullable Thread writer;
    private volatile boolean ended;
    private volatile boolean told;
    private volatile @Nullable EngagementException failure;

    QueuedJournal(Path file, Database database, StoredPins pins, ReentrantLock writing) {
        this.file = file;
        this.database = database;
        this.pins = pins;
        this.writing = writing;
    }

    /** Makes a run the open one. */
    @FunctionalInterface
    private interface Beginning {
        /** Returns its number. */
        long in(VisitWriter rows) throws SQLException, EngagementException;
    }

    @Override
    public void begin(RunHeader header) throws IOException {
        begin((Beginning) rows -> rows.begin(header));
    }

    @Override
    public void resume(long run) throws IOException {
        begin((Beginning) rows -> {
            if (!rows.resume(run)) {
                throw new EngagementException(Category.FAILED, file + ": there is no run " + run + " to go on with");
            }
            return run;
        });
    }

    private synchronized void begin(Beginning beginning) throws IOException {
        if (writer != null) {
            throw new IllegalStateException("this journal has already begun a run");
        }
        writing.lock();
        try {
            database.script("BEGIN IMMEDIATE");
            var rows = new VisitWriter(database);
            var run = beginning.in(rows);
            database.script("COMMIT");
            writer = Thread.ofPlatform().name("tidewaiter-journal").daemon().start(() -> writeAll(rows, run));
        } catch (SQLException e) {
            rollBack(e);
            throw EngagementException.of(file, e);
        } catch (EngagementException e) {
            rollBack(null);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void commit(Visit visit) throws IOException, InterruptedException {
        var job = new Job.Write(visit);
        do {
            checkWritable();
        } while (!queue.offer(job, 200, TimeUnit.MILLISECONDS));
        // The writer may have died between the check and the offer.
        checkFailure();
    }

    @Override
    public void finish(RunFooter footer) throws IOException {
        checkWritable();
        end(footer);
    }

    /** Ends a run without a footer, when nobody else did: as if it had been killed, but with all that was queued. */
    void abandon() throws IOException {
        if (told) {
            ended = true; // whoever runs knows why, and there is no writer any more
        }
        if (writer != null && !ended) {
            end(null);
        }
    }

    boolean isRunning() {
        return writer != null && !ended;
    }

    /** How many visits, in the order of their commits, would survive a kill now. */
    long durableVisits() {
        return durableVisits.get();
    }

    private void checkWritable() throws EngagementException {
        checkFailure();
        if (writer == null || ended) {
            throw new IllegalStateException("no run is open in this journal");
        }
    }

    private void checkFailure() throws EngagementException {
        var earlier = failure;
        if (earlier != null) {
            told = true;
            throw new EngagementException(earlier.category(), String.valueOf(earlier.getMessage()), earlier);
        }
    }

    private void end(@Nullable RunFooter footer) throws EngagementException {
        var interrupted = false;
        var deadline = System.nanoTime() + FINISH_TIMEOUT.toNanos();
        var queued = false;
        var thread = writer;
        while (thread != null && thread.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new EngagementException(Category.FAILED,
                        file + ": the disk took more than " + FINISH_TIMEOUT.toMinutes()
                                + " minutes to write the run; check its health");
            }
            try {
                if (queued) {
                    thread.join(200);
                } else {
                    queued = queue.offer(new Job.Finish(footer), 200, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        ended = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        checkFailure();
    }

    private void writeAll(VisitWriter rows, long run) {
        var reason = "the writer ended early, a defect";
        try {
            var more = true;
            while (more) {
                more = writeBatch(rows, run, queue.take());
            }
            reason = "";
        } catch (SQLException e) {
            failure = EngagementException.of(file, e);
        } catch (InterruptedException _) {
            reason = "the writer was interrupted";
        } finally {
            // Whatever it was, also a defect that nobody caught: the run must hear of it instead of waiting for ever.
            if (!reason.isEmpty() && failure == null) {
                failure = new EngagementException(Category.FAILED, file + ": " + reason + "; what was committed before is safe");
            }
        }
    }

    /** Writes the job and what comes within the next 100 ms, as one transaction. Returns whether there is more to come. */
    private boolean writeBatch(VisitWriter rows, long run, Job first) throws SQLException, InterruptedException {
        var done = false;
        writing.lock();
        try {
            database.script("BEGIN IMMEDIATE");
            var deadline = System.nanoTime() + BATCH_NANOS;
            var written = 0;
            var visits = 0;
            var more = true;
            for (@Nullable
            Job job = first; job != null; job = written < BATCH_ROWS && more ? next(deadline) : null) {
                switch (job) {
                    case Job.Write(var visit) -> {
                        rows.write(run, visit);
                        written += VisitWriter.rows(visit);
                        visits++;
                    }
                    case Job.Finish(var footer) -> {
                        if (footer != null) {
                            rows.finish(run, footer);
                        }
                        more = false;
                    }
                }
            }
            pins.save(database);
            database.script("COMMIT");
            durableVisits.addAndGet(visits);
            done = true;
            return more;
        } finally {
            if (!done) {
                rollBack(null);
            }
            writing.unlock();
        }
    }

    private @Nullable Job next(long deadline) throws InterruptedException {
        return queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** SQLite has often rolled back by itself; saying so again is no news. */
    private void rollBack(@Nullable SQLException cause) {
        try {
            database.script("ROLLBACK");
        } catch (SQLException e) {
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
    }
}
