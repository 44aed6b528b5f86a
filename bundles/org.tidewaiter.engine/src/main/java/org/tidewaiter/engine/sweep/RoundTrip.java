package org.tidewaiter.engine.sweep;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A device's round trip, smoothed, and the time to wait for it that follows (RFC 6298). */
final class RoundTrip {
    private static final long LEAST_NANOS = 50_000_000;
    // Linux, Windows and macOS send a SYN again after one second.
    private static final long SECOND_SYN_NANOS = 1_000_000_000;
    private static final long FIRST_NANOS = 1_300_000_000;
    private static final long FIRST_DATAGRAM_NANOS = 1_000_000_000;
    private static final long NEAR_NANOS = 20_000_000;
    private static final long SLOW_NANOS = 100_000_000;

    private long smoothed;
    private long variation;
    private long least = Long.MAX_VALUE;

    /** Takes a measurement. Returns whether it shows that the way has become much slower than it was. */
    boolean measured(@Nullable Duration time) {
        if (time == null || isSecondSyn(time)) {
            return false; // the answer may be to a packet that was sent again (Karn's algorithm)
        }
        var nanos = time.toNanos();
        var slower = least != Long.MAX_VALUE && nanos > SLOW_NANOS && nanos > 4 * least;
        least = Math.min(least, nanos);
        if (smoothed == 0) {
            smoothed = nanos;
            variation = nanos / 2;
        } else {
            variation = (3 * variation + Math.abs(smoothed - nanos)) / 4;
            smoothed = (7 * smoothed + nanos) / 8;
        }
        return slower;
    }

    /** Whether an answer may be to a packet that was sent a second time. */
    static boolean isSecondSyn(Duration time) {
        return time.toNanos() >= SECOND_SYN_NANOS;
    }

    /** Whether it was measured, and is short. */
    boolean isNear() {
        return smoothed > 0 && smoothed < NEAR_NANOS;
    }

    /** Whether the device is far away; where nothing was measured, one on the same link is held to be near. */
    boolean isSlow(boolean onLink) {
        return smoothed == 0 ? !onLink : smoothed > SLOW_NANOS;
    }

    private long timeoutNanos() {
        return Math.max(LEAST_NANOS, smoothed + 4 * variation);
    }

    /** How long to wait for a TCP answer: until the second SYN, too, could have been answered. */
    Duration forConnection(Duration most) {
        var nanos = smoothed == 0 ? FIRST_NANOS : SECOND_SYN_NANOS + 100_000_000 + timeoutNanos();
        return Duration.ofNanos(Math.min(nanos, most.toNanos()));
    }

    /** How long to wait for the answer to one datagram: the device may need a while to think, too. */
    Duration forDatagram(Duration most) {
        var nanos = smoothed == 0 ? FIRST_DATAGRAM_NANOS : Math.max(FIRST_DATAGRAM_NANOS, 2 * timeoutNanos());
        return Duration.ofNanos(Math.min(nanos, most.toNanos()));
    }
}
