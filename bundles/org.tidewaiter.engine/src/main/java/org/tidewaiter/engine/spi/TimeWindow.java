package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The time of day in which devices may be asked, by this machine's clock.
 *
 * @param from included
 * @param to   not included; before {@code from} when midnight lies within; the same as {@code from} for the whole day
 */
public record TimeWindow(LocalTime from, LocalTime to, ZoneId zone) {
    /** The whole day. */
    public static final TimeWindow ALWAYS = new TimeWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC"));

    /** Reads {@code 22:00-04:00}; empty when the text is none. */
    public static Optional<TimeWindow> tryParse(String text, ZoneId zone) {
        var times = text.split("-", 2);
        if (times.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimeWindow(LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip()), zone));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Whether devices may be asked now. */
    public boolean isOpen(Instant now) {
        if (from.equals(to)) {
            return true;
        }
        var time = now.atZone(zone).toLocalTime();
        return from.isBefore(to) ? !time.isBefore(from) && time.isBefore(to) : !time.isBefore(from) || time.isBefore(to);
    }

    /** Waits until it opens, and says so. */
    public void await(InstantSource clock, Consumer<String> notes) throws InterruptedException {
        if (isOpen(clock.instant())) {
            return;
        }
        notes.accept(
                "outside the window " + this + ": waiting until " + from + "; Ctrl-C ends the run, and --resume goes on with it");
        while (!isOpen(clock.instant())) {
            Thread.sleep(Duration.ofMillis(500));
        }
        notes.accept("the window " + this + " is open: going on");
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
