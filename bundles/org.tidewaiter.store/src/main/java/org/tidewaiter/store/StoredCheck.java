package org.tidewaiter.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a check came to at one device.
 *
 * @param id       the check's id
 * @param title    the matter it looks at
 * @param reads    ids of the data classes it looks at
 * @param missing  what kept it from judging; absent when it judged
 * @param findings empty unless it found something
 */
public record StoredCheck(String id, String family, String title, List<String> reads, Outcome outcome,
        @Nullable StoredGap missing, List<StoredFinding> findings) {

    /** How it ended. */
    public enum Outcome {
        /** All is as it should be. */
        PASSED,
        /** Something is not. */
        FOUND,
        /** It could not be told. */
        NOT_JUDGED
    }

    public StoredCheck {
        reads = List.copyOf(reads);
        findings = List.copyOf(findings);
    }
}
