package org.tidewaiter.transport.snmp;

import java.time.Duration;

/** How long to wait for an agent, from how long it took before (RFC 6298 section 2, with bounds that suit agents). */
final class RoundTrip {

    private static final long LEAST_MILLIS = 500;
    private static final long MOST_MILLIS = 5000;

    private double smoothed = -1;
    private double variation;
    private long patience;

    /** Before anything is known. */
    RoundTrip(Duration first) {
        patience = Math.clamp(first.toMillis(), LEAST_MILLIS, MOST_MILLIS);
    }

    /** Takes an answer into account. */
    void heard(Duration roundTrip) {
        var millis = roundTrip.toNanos() / 1e6;
        if (smoothed < 0) {
            smoothed = millis;
            variation = millis / 2;
        } else {
            variation = 0.75 * variation + 0.25 * Math.abs(smoothed - millis);
            smoothed = 0.875 * smoothed + 0.125 * millis;
        }
        patience = Math.clamp(Math.round(smoothed * 2 + variation * 4), LEAST_MILLIS, MOST_MILLIS);
    }

    /** How long one try may take. */
    long patienceMillis() {
        return patience;
    }
}
