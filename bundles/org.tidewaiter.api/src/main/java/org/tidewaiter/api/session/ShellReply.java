package org.tidewaiter.api.session;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What a command printed, decoded as UTF-8 (malformed bytes become U+FFFD).
 *
 * @param exit      exit status; -1 when there was none
 * @param out       standard output
 * @param err       standard error
 * @param shortfall why this is not a full reply; absent otherwise. A non-zero exit alone is none: many tools use it for "nothing found"
 */
public record ShellReply(int exit, String out, String err, @Nullable Shortfall shortfall, Evidence evidence) implements Reply {

    /** The lines of standard output, without their ends; line n of the evidence is element n-1. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
