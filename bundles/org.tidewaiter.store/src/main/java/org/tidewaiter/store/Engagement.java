package org.tidewaiter.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.ChangeLog;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunJournal;

/**
 * One customer's engagement: a SQLite file. One Tidewaiter writes at a time, any number read. Opening, reading and closing
 * block on the disk and belong on platform threads; the journal and the pins are safe for every thread. Closing leaves one
 * file, without a log beside it.
 */
public final class Engagement implements AutoCloseable {

    private final Path file;
    private final Access access;
    private final Database database;
    private final @Nullable EngagementLock lock;
    private final StoredPins pins;
    private final ReentrantLock writing = new ReentrantLock();
    private final List<EngagementReader> readers = new ArrayList<>();
    private @Nullable QueuedJournal journal;
    private boolean closed;

    private Engagement(Path file, Access access, Database database, @Nullable EngagementLock lock, StoredPins pins) {
        this.file = file;
        this.access = access;
        this.database = database;
        this.lock = lock;
        this.pins = pins;
    }

    /**
     * Opens an engagement; for {@link Access#READ_WRITE} creates it when it is missing, and brings an older one up to date.
     *
     * @throws EngagementException with the sort of failure and what to try
     * @throws IOException         when the file system fails in another way
     */
    public static Engagement open(Path file, Access access) throws IOException {
        // Two names of one file must meet at one lock.
        var real = realPath(file.toAbsolutePath().normalize());
        EngagementFile.check(real, access);
        NativeSqlite.provide();
        return switch (access) {
            case READ_WRITE -> openLocked(real, EngagementLock.take(real));
            case READ_ONLY -> open(real, access, null);
        };
    }

    private static Path realPath(Path file) throws IOException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException _) {
            return file;
        }
    }

    private static Engagement openLocked(Path file, EngagementLock lock) throws IOException {
        var opened = false;
        try {
            var engagement = open(file, Access.READ_WRITE, lock);
            opened = true;
            return engagement;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static Engagement open(Path file, Access access, @Nullable EngagementLock lock) throws IOException {
        try {
            var database = access == Access.READ_WRITE ? EngagementFile.openForWriting(file)
                    : EngagementFile.openForReading(file);
            var opened = false;
            try {
                if (access == Access.READ_WRITE) {
                    Schema.migrate(file, database);
                } else {
                    Schema.checkedVersion(file, database);
                }
                var engagement = new Engagement(file, access, database, lock, new StoredPins(database));
                opened = true;
                return engagement;
            } finally {
                if (!opened) {
                    database.close();
                }
            }
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * A journal for one more run.
     *
     * @throws IllegalStateException when the engagement was opened for reading, is closed, or a run is being written
     */
    public synchronized RunJournal journal() {
        return newJournal();
    }

    synchronized QueuedJournal newJournal() {
        checkOpen(Access.READ_WRITE);
        if (journal != null && journal.isRunning()) {
            throw new IllegalStateException(file + ": a run is being written");
        }
        journal = new QueuedJournal(file, database, pins, writing);
        return journal;
    }

    /** Keys of peers. In an engagement opened for reading, new ones hold until it is closed. */
    public PeerPins pins() {
        return pins;
    }

    /** What was changed on devices. */
    public ChangeLog changes() {
        checkOpen(Access.READ_WRITE);
        return new StoredChanges(file, database, writing);
    }

    /**
     * Forgets the keys of a device, so that its next one is trusted.
     *
     * @param address as in the endpoint: {@code 192.0.2.7}, {@code 2001:db8::7}
     * @return the forgotten endpoints, sorted; empty when there was none
     */
    public List<String> forgetPin(String address) throws IOException {
        checkOpen(Access.READ_WRITE);
        writing.lock();
        try {
            database.script("BEGIN IMMEDIATE");
            var endpoints = pins.forget(database, address);
            database.script("COMMIT");
            return endpoints;
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * The engagement as it is at this moment, whatever is written later. To be closed by the caller, and soon: while one is
     * open SQLite's log only grows. Closed with the engagement at the latest.
     */
    public synchronized EngagementReader reader() throws IOException {
        checkOpen(Access.READ_ONLY);
        try {
            var reader = EngagementReader.over(file, EngagementFile.openForReading(file));
            readers.removeIf(EngagementReader::isClosed);
            readers.add(reader);
            return reader;
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        }
    }

    private void checkOpen(Access needed) {
        if (closed) {
            throw new IllegalStateException(file + ": the engagement is closed");
        }
        if (needed == Access.READ_WRITE && access != Access.READ_WRITE) {
            throw new IllegalStateException(file + ": the engagement was opened for reading");
        }
    }

    /** Writes what is queued, folds the log into the file and lets go of the lock. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (var _ = lock) {
            closeDatabase();
        }
    }

    private void closeDatabase() throws IOException {
        try (database) {
            for (var reader : readers) {
                reader.close();
            }
            if (access == Access.READ_WRITE) {
                if (journal != null) {
                    journal.abandon();
                }
                if (pins.hasUnsaved()) {
                    database.script("BEGIN IMMEDIATE");
                    pins.save(database);
                    database.script("COMMIT");
                }
                // Another program's reader may keep the log alive a while: it then folds it in itself.
                database.script("PRAGMA busy_timeout = 1000");
                database.text("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw EngagementException.of(file, e);
        }
    }
}
