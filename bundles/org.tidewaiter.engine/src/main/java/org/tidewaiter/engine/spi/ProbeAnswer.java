package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;

/**
 * What a probe brought back.
 *
 * @param reason    what told the state: {@code syn-ack}, {@code rst}, {@code no-answer} ...; one word
 * @param roundTrip time to the first answer, to the microsecond; absent without one
 * @param bytes     what the device sent; empty when nothing
 * @param teller    who told, where it was not the device itself
 */
public record ProbeAnswer(PortState state, String reason, @Nullable Duration roundTrip, byte[] bytes,
        @Nullable IpAddress teller) {

    private static final Pattern NOTE = Pattern
            .compile("([A-Z_]{1,20}) ([^ ]{1,60})(?: ([0-9]{1,12}) us)?(?: from ([0-9A-Za-z.:%]{2,80}))?");

    /** An answer of the device itself, or none. */
    public ProbeAnswer(PortState state, String reason, @Nullable Duration roundTrip, byte[] bytes) {
        this(state, reason, roundTrip, bytes, null);
    }

    /** Nothing came back in time. */
    public static ProbeAnswer silence() {
        return new ProbeAnswer(PortState.NO_ANSWER, "no-answer", null, new byte[0]);
    }

    /** The note that goes into the evidence: {@code OPEN syn-ack 312 us}, {@code FILTERED admin-prohibited 950 us from 192.0.2.1}. */
    public String note() {
        return state + " " + reason + (roundTrip == null ? "" : " " + roundTrip.toNanos() / 1000 + " us")
                + (teller == null ? "" : " from " + teller);
    }

    /** Reads a note back; the bytes are the exchange's. Unknown notes read as no answer. */
    public static ProbeAnswer of(String note, byte[] bytes) {
        var words = NOTE.matcher(note);
        if (words.matches()) {
            for (var state : PortState.values()) {
                if (state.name().equals(words.group(1))) {
                    var micros = words.group(3);
                    var teller = words.group(4);
                    return new ProbeAnswer(state, words.group(2),
                            micros == null ? null : Duration.ofNanos(Long.parseLong(micros) * 1000),
                            bytes, teller == null ? null : IpAddress.tryParse(teller).orElse(null));
                }
            }
        }
        return new ProbeAnswer(PortState.NO_ANSWER, "no-answer", null, bytes);
    }
}
