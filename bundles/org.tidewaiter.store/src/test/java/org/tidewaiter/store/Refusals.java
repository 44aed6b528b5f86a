package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;

import org.tidewaiter.store.EngagementException.Category;

/** Openings that must not succeed, and what may be left behind. */
final class Refusals {

    private Refusals() {
    }

    /** The sentence that the user reads. */
    static String of(Category category, Path file, Access access) {
        var refusal = assertThrows(EngagementException.class, () -> Engagement.open(file, access).close());
        assertEquals(category, refusal.category(), refusal.getMessage());
        return refusal.getMessage();
    }

    /** Whether no log lies beside the file. */
    static boolean standsAlone(Path file) {
        return !Files.exists(file.resolveSibling(file.getFileName() + "-wal"))
                && !Files.exists(file.resolveSibling(file.getFileName() + "-shm"));
    }

    static String locked(Path file) {
        return of(Category.LOCKED, file, Access.READ_WRITE);
    }
}
