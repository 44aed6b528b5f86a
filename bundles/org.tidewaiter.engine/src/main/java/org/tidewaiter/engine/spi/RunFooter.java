package org.tidewaiter.engine.spi;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a run when it ends.
 *
 * @param finished to the microsecond
 * @param ending   how it ended
 * @param asked    addresses that were asked
 * @param silent   those of them that gave no sign of life; they have no visit
 * @param notes    what the user should know: a credential that was suspended, names that did not resolve
 * @param root     hash over the visits' roots in order of address, hex SHA-256
 */
public record RunFooter(Instant finished, Ended ending, long asked, long silent, List<String> notes, String root) {

    /** How a run ended. A run without a footer was killed. */
    public enum Ended {
        COMPLETE, CANCELLED, FAILED
    }

    public RunFooter {
        notes = List.copyOf(notes);
    }
}
