package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.engine.spi.TimeWindow;

class TimeWindowTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static boolean isOpen(String window, String localTime) {
        var now = Instant.parse("2026-01-15T" + localTime + ":00+01:00");
        return TimeWindow.tryParse(window, ZONE).orElseThrow().isOpen(now);
    }

    @Test
    void aWindowOverMidnightHasBothEnds() {
        assertTrue(isOpen("22:00-04:00", "22:00"));
        assertTrue(isOpen("22:00-04:00", "23:59"));
        assertTrue(isOpen("22:00-04:00", "03:59"));
        assertFalse(isOpen("22:00-04:00", "04:00"));
        assertFalse(isOpen("22:00-04:00", "12:00"));
        assertTrue(isOpen("08:00-18:00", "08:00"));
        assertFalse(isOpen("08:00-18:00", "18:00"));
    }

    @Test
    void whatIsNoWindowIsNone() {
        for (var text : List.of("", "22:00", "22-04", "25:00-04:00", "22:00-04:00-05:00", "a-b", "-")) {
            assertTrue(TimeWindow.tryParse(text, ZONE).isEmpty(), text);
        }
    }

    @Test
    @Timeout(10)
    void itIsWaitedForAndTold() throws Exception {
        var asked = new AtomicInteger();
        InstantSource clock = () -> Instant.parse(asked.incrementAndGet() < 4 ? "2026-01-15T20:59:59Z" : "2026-01-15T21:00:00Z");
        var notes = new ArrayList<String>();
        TimeWindow.tryParse("22:00-04:00", ZONE).orElseThrow().await(clock, notes::add);
        assertEquals(
                List.of("outside the window 22:00-04:00: waiting until 22:00; Ctrl-C ends the run, and --resume goes on with it",
                        "the window 22:00-04:00 is open: going on"),
                notes);
    }
}
