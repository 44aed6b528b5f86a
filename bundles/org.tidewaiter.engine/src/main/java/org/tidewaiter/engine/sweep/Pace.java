package org.tidewaiter.engine.sweep;

import java.util.ArrayDeque;
import java.util.Deque;

import org.tidewaiter.engine.spi.ProbeAnswer;

/**
 * How fast a sweep may go: at most so many probes a second, and so many in the network at once. The second number grows while answers come, and
 * shrinks when this machine has no buffers left, when an answer comes only at the second asking, and when round trips grow: as TCP does it
 * (RFC 5681), for the same reason. A probe that has waited longer than any round trip is in no network any more, though it is still waited for
 * (RFC 6675 section 4, pipe): silence takes no room from others.
 */
final class Pace {
    private static final int LEAST = 16;
    private static final int FIRST = 256;
    private static final long CALM_NANOS = 500_000_000;
    private static final long IN_NETWORK_NANOS = 400_000_000;

    private final double perNano;
    private final double burst;
    private final int most;
    private final Deque<Long> sent = new ArrayDeque<>();
    private double window = FIRST;
    private double tokens;
    private long refilled;
    private long slowed;
    private int underWay;

    /**
     * A pace.
     *
     * @param perSecond probes a second; 0 for any number
     * @param most      probes waited for at once; each is a socket
     * @param now       on the scale of {@link System#nanoTime()}
     */
    Pace(int perSecond, int most, long now) {
        perNano = perSecond / 1e9;
        burst = Math.max(1, perSecond / 20.0);
        this.most = most;
        tokens = burst;
        refilled = now;
        slowed = now - CALM_NANOS - 1;
    }

    /** Whether another probe may be sent now; if so it counts as sent. */
    boolean take(long now) {
        while (sent.peekFirst() instanceof Long first && now - first > IN_NETWORK_NANOS) {
            sent.removeFirst();
        }
        if (underWay >= most || Math.min(underWay, sent.size()) >= (int) window) {
            return false;
        }
        if (perNano > 0) {
            tokens = Math.min(burst, tokens + (now - refilled) * perNano);
            refilled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
        }
        underWay++;
        sent.addLast(now);
        return true;
    }

    /** How long until the rate allows the next probe; 0 when it already does. */
    long untilNext(long now) {
        if (perNano == 0) {
            return 0;
        }
        var there = Math.min(burst, tokens + (now - refilled) * perNano);
        return there >= 1 ? 0 : (long) ((1 - there) / perNano);
    }

    /** A probe's fate is known. */
    void settled(ProbeAnswer answer, long now) {
        underWay--;
        switch (answer.reason()) {
            case "no-buffers", "no-descriptor" -> slower(0.5, now);
            case "no-answer" -> {
                // silence alone says nothing about the pace: most addresses are empty
            }
            default -> window = Math.min(most, window + 1);
        }
    }

    /** A packet was lost that should not have been, or a device became slower than it was. */
    void congested(long now) {
        slower(0.75, now);
    }

    private void slower(double factor, long now) {
        if (now - slowed > CALM_NANOS) {
            window = Math.max(LEAST, window * factor);
            slowed = now;
        }
    }

    int underWay() {
        return underWay;
    }

    int window() {
        return (int) window;
    }
}
