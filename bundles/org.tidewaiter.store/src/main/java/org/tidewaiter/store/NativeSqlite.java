package org.tidewaiter.store;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.osgi.framework.FrameworkUtil;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library in the bundle's own storage. Left alone, the driver unpacks it into the temporary folder at each start, and
 * a killed process leaves its copy there for good.
 */
final class NativeSqlite {

    private static final String PATH = "org.sqlite.lib.path";

    private NativeSqlite() {
    }

    /** Tells the driver where the library is, once unpacked; outside OSGi, or where a user has named a place himself, changes nothing. */
    static synchronized void provide() throws EngagementException {
        var bundle = FrameworkUtil.getBundle(NativeSqlite.class);
        var storage = bundle == null ? null : bundle.getDataFile("sqlite-" + SQLiteJDBCLoader.getVersion());
        var name = LibraryLoaderUtil.getNativeLibName();
        var packed = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (storage == null || packed == null || System.getProperty(PATH) != null) {
            return;
        }
        try {
            var folder = Files.createDirectories(storage.toPath());
            var library = folder.resolve(name);
            if (Files.notExists(library)) {
                unpack(packed, library);
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException e) {
            throw EngagementException.noLibrary(storage.toString(), e);
        }
    }

    /** Whole or not at all: two processes may start at once. */
    private static void unpack(URL packed, Path library) throws IOException {
        var draft = Files.createTempFile(library.getParent(), "unpack", ".part");
        try (var in = packed.openStream()) {
            Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
