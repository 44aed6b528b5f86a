package org.tidewaiter.engine.sweep;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;

/** What counts as a sign of life. Pure. */
public final class Presence {
    private Presence() {
    }

    /**
     * Whether an answer shows that somebody is at the address: any word of the device itself, even a refusal; not what a router says about it,
     * nor what this machine's own system concludes.
     */
    public static boolean shows(PortState state, @Nullable Duration roundTrip, @Nullable IpAddress teller) {
        return switch (state) {
            case OPEN, CLOSED -> true;
            case FILTERED, UNREACHABLE -> roundTrip != null && teller == null;
            case NO_ANSWER -> false;
        };
    }
}
