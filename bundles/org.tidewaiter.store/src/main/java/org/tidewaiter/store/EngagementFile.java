package org.tidewaiter.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;
import org.tidewaiter.store.EngagementException.Category;

/**
 * What is checked of a file before SQLite touches it, and how SQLite is told to open it. The file itself is never opened past
 * SQLite: closing it would drop SQLite's own locks (sqlite.org/howtocorrupt.html, section 2.2).
 */
final class EngagementFile {

    // As Linux's mount table and macOS name them; FUSE file systems that lie elsewhere carry the name after "fuse.".
    private static final Set<String> NETWORK_TYPES = Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs",
            "afpfs", "ceph",
            "webdav", "davfs", "ncpfs", "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "macfuse",
            "osxfuse");

    /** How SQLite opens the file. */
    private enum Mode {
        WRITE, READ_AMONG_WRITERS, READ_ONLY, IMMUTABLE
    }

    private EngagementFile() {
    }

    static boolean isNetworkType(String fileStoreType) {
        return NETWORK_TYPES.contains(fileStoreType.toLowerCase(Locale.ROOT));
    }

    /** Refuses what cannot be an engagement, with the reason that the user can do something about. */
    static void check(Path file, Access access) throws IOException {
        var folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new EngagementException(Category.MISSING, file + ": there is no folder " + folder + "; create it first");
        }
        if (Files.isDirectory(file)) {
            throw new EngagementException(Category.NOT_AN_ENGAGEMENT, file + ": this is a folder; name a .tide file in it");
        }
        var type = Files.getFileStore(folder).type();
        if (isNetworkType(type) || file.toString().startsWith("\\\\")) {
            throw new EngagementException(Category.NETWORK_FOLDER, file + ": the folder lies on another machine (" + type
                    + "), where an engagement could be damaged; use a local folder, and copy the file when it is closed");
        }
        if (Files.exists(file) && Files.size(file) > 0) {
            if (!Files.isReadable(file)) {
                throw new EngagementException(Category.NOT_WRITABLE, file + ": the file cannot be read; check its rights");
            }
            if (access == Access.READ_WRITE && !Files.isWritable(file)) {
                throw new EngagementException(Category.NOT_WRITABLE,
                        file + ": the file cannot be written; check its rights, or work on a copy");
            }
        } else if (access == Access.READ_ONLY) {
            throw new EngagementException(Category.MISSING,
                    file + ": there is no such engagement; check the name, or start a run to create it");
        }
    }

    static Database openForWriting(Path file) throws SQLException {
        return new Database(connect(file, Mode.WRITE));
    }

    /**
     * Where both file and folder can be written, a reader joins the writers' log and tidies it up behind itself. Elsewhere it
     * must not leave files behind: with a log it reads that, without one nobody is writing, and SQLite may take the file as
     * unchanging.
     */
    static Database openForReading(Path file) throws SQLException {
        if (Files.isWritable(file) && Files.isWritable(file.toAbsolutePath().getParent())) {
            var database = new Database(connect(file, Mode.READ_AMONG_WRITERS));
            database.script("PRAGMA query_only = ON");
            return database;
        }
        return new Database(
                connect(file, Files.exists(file.resolveSibling(file.getFileName() + "-wal")) ? Mode.READ_ONLY : Mode.IMMUTABLE));
    }

    private static Connection connect(Path file, Mode mode) throws SQLException {
        var config = new SQLiteConfig();
        // else the driver asks for the key of each row that is written
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(5000);
        switch (mode) {
            case WRITE -> {
                config.setSynchronous(SynchronousMode.FULL);
                config.enforceForeignKeys(true);
            }
            case READ_AMONG_WRITERS -> config.resetOpenMode(SQLiteOpenMode.CREATE);
            case READ_ONLY, IMMUTABLE -> config.setReadOnly(true);
        }
        // A file URI, since its escapes keep question marks in names apart from options.
        var url = JDBC.PREFIX + file.toAbsolutePath().toUri() + (mode == Mode.IMMUTABLE ? "?immutable=1" : "");
        return JDBC.createConnection(url, config.toProperties());
    }
}
