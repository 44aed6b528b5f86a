package org.tidewaiter.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that their owner alone can enter. Where there are no POSIX permissions, the folder's own access list holds. */
final class PrivateFiles {

    private PrivateFiles() {
    }

    /** Whether the file's system knows POSIX permissions. */
    static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes a file of mode 0600 and opens it for writing; fails when it exists. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode("rw-------"));
    }

    /** Opens a file for writing, made with mode 0600 when missing. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
    }

    /** Makes the folder, and its parents where they are missing, of mode 0700. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    /** Makes what happened in the folder durable, where the system lets a folder be opened. */
    static void force(Path folder) throws IOException {
        if (posix(folder)) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) };
    }
}
