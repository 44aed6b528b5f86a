package org.tidewaiter.report.writing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.tidewaiter.report.ReportException;
import org.tidewaiter.store.EngagementException;

/** Writes a file beside its target and moves it into place, so that nobody ever reads half a report. */
public final class ReportFile {

    /** What writes the content. */
    public interface Body {
        void write(OutputStream out) throws IOException;
    }

    private ReportFile() {
    }

    public static void write(Path target, Body body) throws IOException {
        var file = target.toAbsolutePath().normalize();
        var folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ReportException(file + ": there is no folder " + folder + "; create it first");
        }
        if (Files.isDirectory(file)) {
            throw new ReportException(file + ": this is a folder; name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            straight(file, body);
        } else {
            beside(folder, file, body);
        }
    }

    /** A device or a pipe, such as /dev/stdout, is written to and never replaced. */
    private static void straight(Path file, Body body) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), 1 << 16)) {
            body.write(out);
        } catch (EngagementException e) {
            throw e;
        } catch (IOException e) {
            throw new ReportException(file + ": cannot be written (" + e.getMessage() + "); name another place", e);
        }
    }

    private static void beside(Path folder, Path file, Body body) throws IOException {
        var part = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (var out = new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE),
                    1 << 16)) {
                body.write(out);
            }
            move(part, file);
        } catch (EngagementException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new ReportException(file + ": cannot be written (" + (e.getReason() == null ? "access denied" : e.getReason())
                    + "); check the folder's rights, or name another place", e);
        } catch (IOException e) {
            throw new ReportException(file + ": cannot be written (" + e.getMessage() + "); check the disk's space and health",
                    e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
