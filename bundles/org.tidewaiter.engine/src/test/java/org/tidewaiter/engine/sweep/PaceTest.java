package org.tidewaiter.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/** How fast a sweep may go; the time is the test's own. */
class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final ProbeAnswer OPEN = new ProbeAnswer(PortState.OPEN, "syn-ack", Duration.ofMillis(1), new byte[0]);
    private static final ProbeAnswer NO_BUFFERS = new ProbeAnswer(PortState.NO_ANSWER, "no-buffers", null, new byte[0]);

    @Test
    void aRateHoldsOverEverySecondWhateverTheNetworkAnswers() {
        var pace = new Pace(100, 4096, 0);
        var sent = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 1000) {
            while (pace.take(now)) {
                sent++;
                pace.settled(OPEN, now);
            }
        }
        // a hundred a second for ten seconds, and what may be sent at once in the beginning
        assertTrue(sent >= 990 && sent <= 1005, () -> "the rate was missed");
    }

    @Test
    void theWaitForTheNextProbeIsTheRatesOwn() {
        var pace = new Pace(10, 4096, 0);
        assertTrue(pace.take(0));
        assertFalse(pace.take(0));
        assertEquals(SECOND / 10, pace.untilNext(0), 1);
        assertTrue(pace.take(SECOND / 10 + 1));
    }

    @Test
    void theWindowGrowsWithAnswersAndNotWithSilence() {
        var pace = new Pace(0, 4096, 0);
        var first = fill(pace);
        for (var i = 0; i < first; i++) {
            pace.settled(ProbeAnswer.silence(), 0);
        }
        assertEquals(first, fill(pace));
        for (var i = 0; i < first; i++) {
            pace.settled(OPEN, 0);
        }
        assertEquals(2 * first, fill(pace));
    }

    @Test
    void aMachineWithoutBuffersHalvesItAndCongestionTakesAQuarterNotMoreOftenThanTwiceASecond() {
        var pace = new Pace(0, 4096, 0);
        var first = fill(pace);
        for (var i = 0; i < 10; i++) {
            pace.settled(NO_BUFFERS, SECOND);
        }
        assertEquals(first / 2, pace.window());
        pace.congested(SECOND + SECOND / 4);
        assertEquals(first / 2, pace.window());
        pace.congested(2 * SECOND);
        assertEquals(first / 2 * 3 / 4, pace.window());
        for (long now = 3 * SECOND; now < 60 * SECOND; now += SECOND) {
            pace.congested(now);
        }
        assertEquals(16, pace.window());
    }

    @Test
    void whatHasWaitedLongerThanAnyRoundTripTakesNoRoomFromOthersButASocket() {
        var pace = new Pace(0, 1000, 0);
        var first = fill(pace);
        assertEquals(0, fill(pace, SECOND / 4));
        assertEquals(first, fill(pace, SECOND / 2));
        assertEquals(first, fill(pace, SECOND));
        assertEquals(1000 - 3 * first, fill(pace, 2 * SECOND), "no more sockets");
        assertEquals(0, fill(pace, 3 * SECOND));
    }

    private static int fill(Pace pace) {
        return fill(pace, 0);
    }

    private static int fill(Pace pace, long now) {
        var sent = 0;
        while (pace.take(now)) {
            sent++;
        }
        return sent;
    }
}
