package org.tidewaiter.vault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Keeps other processes, and other vaults of this one, from changing the credentials at the same time. The file stays; only the lock goes. */
final class StoreLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock. */
    static StoreLock take(Path file) throws IOException {
        var channel = PrivateFiles.open(file);
        var taken = false;
        try {
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (tried(channel) == null) {
                if (System.nanoTime() > end) {
                    throw new IOException(file + ": another process has been changing the credentials for " + PATIENCE.toSeconds()
                            + " s; try again when it has ended");
                }
                pause(file);
            }
            taken = true;
            return new StoreLock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by another vault in this process: the same as held elsewhere
            return null;
        }
    }

    private static void pause(Path file) throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(file + ": cancelled while waiting for another process").initCause(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
