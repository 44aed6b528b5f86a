package org.tidewaiter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** An engagement cannot be opened, read or written. The message is a sentence: which file, what happened, what to try. */
public final class EngagementException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The sorts of failure that a reader can do something about. */
    public enum Category {
        /** The file is no SQLite database, or one of another program. */
        NOT_AN_ENGAGEMENT,
        /** A newer Tidewaiter wrote it. */
        NEWER_SCHEMA,
        /** Another Tidewaiter writes into it now. */
        LOCKED,
        /** The file or its folder may not be written. */
        NOT_WRITABLE,
        /** The file, or the folder that it should lie in, is not there. */
        MISSING,
        /** The folder lies on another machine, where SQLite's locks do not hold. */
        NETWORK_FOLDER,
        /** No space left. */
        DISK_FULL,
        /** The file is damaged. */
        CORRUPT,
        /** Anything else; also a defect of ours. */
        FAILED
    }

    private final Category category;

    /** A failure without a cause of its own. */
    EngagementException(Category category, String message) {
        this(category, message, null);
    }

    /** A failure that another exception tells more about. */
    EngagementException(Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** The sort of failure. */
    public Category category() {
        return category;
    }

    /** SQLite's native library cannot be put into a folder, or not loaded from there. */
    static EngagementException noLibrary(String folder, Exception e) {
        return new EngagementException(Category.FAILED, "SQLite cannot unpack and load its native library in " + folder
                + "; make that folder writable, with space in it and not mounted noexec, or name another by XDG_CACHE_HOME", e);
    }

    /** What SQLite said, sorted. */
    static EngagementException of(Path file, SQLException e) {
        if (e.getCause() instanceof NativeLibraryNotFoundException) {
            return noLibrary(System.getProperty("org.sqlite.lib.path", System.getProperty("java.io.tmpdir")), e);
        }
        // The primary result code is the low byte of the extended one: https://www.sqlite.org/rescode.html
        var code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : SQLiteErrorCode.SQLITE_ERROR.code;
        return switch (code) {
            case 13 -> new EngagementException(Category.DISK_FULL,
                    file + ": the disk is full; free some space and run again, what was committed is safe", e);
            case 10 -> new EngagementException(isFull(e) ? Category.DISK_FULL : Category.FAILED,
                    file + ": the disk refused to read or write (" + e.getMessage() + "); check its space and its health", e);
            case 11 -> new EngagementException(Category.CORRUPT,
                    file + ": the engagement is damaged; restore a copy, or save what is left with: sqlite3 FILE .recover", e);
            case 26 -> new EngagementException(Category.NOT_AN_ENGAGEMENT,
                    file + ": this is no Tidewaiter engagement; name a .tide file, or a new name to create one", e);
            case 5, 6 -> new EngagementException(Category.LOCKED,
                    file + ": another program holds the engagement locked; close it and try again", e);
            case 8, 3 -> new EngagementException(Category.NOT_WRITABLE,
                    file + ": the engagement cannot be written here; check the rights of file and folder, or copy it elsewhere",
                    e);
            case 14 -> new EngagementException(Category.NOT_WRITABLE, file
                    + ": SQLite cannot open it; check the rights of file and folder"
                    + " (a file with a -wal beside it needs a folder that can be written)",
                    e);
            default -> new EngagementException(Category.FAILED, file + ": " + e.getMessage(), e);
        };
    }

    /** A write that was cut by a quota or a file size limit is an I/O error to SQLite, not a full disk. */
    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE;
    }
}
