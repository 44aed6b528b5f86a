package org.tidewaiter.family.windows.check;

import org.jspecify.annotations.Nullable;

/** An answer that may be missing. */
enum Truth {
    YES, NO, UNKNOWN;

    static Truth of(boolean answer) {
        return answer ? YES : NO;
    }

    /** Of a flag that may be absent. */
    static Truth of(@Nullable Boolean answer) {
        return answer == null ? UNKNOWN : of(answer.booleanValue());
    }

    /** The opposite; what is not known stays so. */
    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
