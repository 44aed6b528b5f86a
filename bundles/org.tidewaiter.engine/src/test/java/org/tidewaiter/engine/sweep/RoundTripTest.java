package org.tidewaiter.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final Duration MOST = Duration.ofSeconds(3);

    @Test
    void aNearHostIsGivenTwoSynsAndLittleMore() {
        var trip = new RoundTrip();
        for (var i = 0; i < 8; i++) {
            trip.measured(Duration.ofNanos(300_000));
        }
        assertEquals(Duration.ofMillis(1150), trip.forConnection(MOST));
        assertFalse(trip.isSlow(true));
    }

    @Test
    void aFarHostIsGivenItsOwnRoundTripTwice() {
        var trip = new RoundTrip();
        trip.measured(Duration.ofMillis(320));
        // RFC 6298 section 2.2: the first measurement gives R + 4 * R/2
        assertEquals(Duration.ofMillis(1000 + 100 + 320 + 640), trip.forConnection(MOST));
        assertTrue(trip.isSlow(true));
        assertEquals(Duration.ofMillis(1920), trip.forDatagram(MOST));
    }

    @Test
    void noWaitIsLongerThanTheUserAllows() {
        var trip = new RoundTrip();
        trip.measured(Duration.ofMillis(900));
        assertEquals(Duration.ofMillis(500), trip.forConnection(Duration.ofMillis(500)));
    }

    @Test
    void anAnswerThatMayBeToASecondSynMeasuresNothing() {
        var trip = new RoundTrip();
        assertFalse(trip.measured(Duration.ofMillis(1001)));
        assertFalse(trip.measured(null));
        assertEquals(Duration.ofMillis(1300), trip.forConnection(MOST));
    }

    @Test
    void aWayThatBecomesMuchSlowerIsToldOnceItIsTrulySlow() {
        var trip = new RoundTrip();
        assertFalse(trip.measured(Duration.ofMillis(1)));
        assertFalse(trip.measured(Duration.ofMillis(50)));
        assertTrue(trip.measured(Duration.ofMillis(200)));
    }
}
