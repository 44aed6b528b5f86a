package org.tidewaiter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.tidewaiter.store.EngagementException.Category;

/**
 * One writer at a time: a lock of the operating system on a file beside the engagement. It ends with the process however that
 * dies; the file that a killed process leaves means nothing.
 */
final class EngagementLock implements AutoCloseable {

    // POSIX drops a process's locks on a file as soon as any of its descriptors of that file closes (fcntl(2)): a second try
    // within this process must not even open it. Locks belong to the process, so what knows them is static.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    // Past any content, since Windows lets nobody read what is locked.
    private static final long LOCKED_BYTE = 1L << 40;
    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;
    private final FileChannel channel;

    private EngagementLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Path fileFor(Path engagement) {
        return engagement.resolveSibling(engagement.getFileName() + "-lock");
    }

    /** Takes the lock, or says who has it. */
    static EngagementLock take(Path engagement) throws IOException {
        var file = fileFor(engagement);
        if (!HELD_HERE.add(file)) {
            throw new EngagementException(Category.LOCKED,
                    engagement + ": this Tidewaiter already writes into this engagement; finish that first");
        }
        var taken = false;
        try {
            var lock = new EngagementLock(file, locked(engagement, file));
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD_HERE.remove(file);
            }
        }
    }

    /**
     * The last owner removes the file: whoever then locks the removed one holds nothing. So each owner gives the file a
     * length of its own, and tries again when the name leads to another length.
     */
    private static FileChannel locked(Path engagement, Path file) throws IOException {
        var random = new SecureRandom();
        for (var attempt = 0; attempt < 20; attempt++) {
            var channel = open(engagement, file);
            var mine = false;
            try {
                if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                    throw new EngagementException(Category.LOCKED, engagement + ": another Tidewaiter" + owner(file)
                            + " writes into this engagement; wait until it is done, or use another file");
                }
                var content = String.valueOf(ProcessHandle.current().pid());
                var length = content.length() + random.nextInt(MOST_BYTES);
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((content + " ".repeat(length - content.length())).getBytes(StandardCharsets.US_ASCII)),
                        0);
                mine = Files.exists(file) && Files.size(file) == length;
                if (mine) {
                    return channel;
                }
            } catch (NoSuchFileException _) {
                // Removed between the two questions.
            } catch (EngagementException e) {
                throw e;
            } catch (IOException e) {
                throw unwritable(engagement, e, String.valueOf(e.getMessage()));
            } finally {
                if (!mine) {
                    channel.close();
                }
            }
        }
        throw new EngagementException(Category.LOCKED,
                engagement + ": other Tidewaiters open and close this engagement all the time; try again");
    }

    private static FileChannel open(Path engagement, Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw unwritable(engagement, e, String.valueOf(e.getReason()));
        }
    }

    private static EngagementException unwritable(Path engagement, IOException e, String reason) {
        return reason.contains("space") || reason.contains("quota")
                ? new EngagementException(Category.DISK_FULL, engagement + ": the disk is full; free some space and try again", e)
                : new EngagementException(Category.NOT_WRITABLE,
                        engagement + ": the folder cannot be written; check its rights, or put the engagement elsewhere", e);
    }

    /** Another process holds the lock, so reading its file costs us none. */
    private static String owner(Path file) throws IOException {
        try {
            var pid = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return pid.matches("[0-9]{1,19}") ? " (process " + pid + ")" : "";
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /** Removes the file while it is still locked, so that nobody else's is removed. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
