package org.tidewaiter.workbench.table;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Severity;

/** How loudly a cell is coloured. */
public enum Tone {
    WORST, BAD, WARN, PLAIN;

    /** The tone of a severity; plain where there is none. */
    public static Tone of(@Nullable Severity severity) {
        return switch (severity) {
            case CRITICAL -> WORST;
            case HIGH -> BAD;
            case MEDIUM -> WARN;
            case LOW, INFO -> PLAIN;
            case null -> PLAIN;
        };
    }
}
