package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;

import org.tidewaiter.store.EngagementException.Category;

/** Openings that must not succeed. */
final class Refusals {

    private Refusals() {
    }

    /** The sentence that the user reads. */
    static String of(Category category, Path file, Access access) {
        var refusal = assertThrows(EngagementException.class, () -> Engagement.open(file, access).close());
        assertEquals(category, refusal.category(), refusal.getMessage());
        return refusal.getMessage();
    }

    static String locked(Path file) {
        return of(Category.LOCKED, file, Access.READ_WRITE);
    }
}
