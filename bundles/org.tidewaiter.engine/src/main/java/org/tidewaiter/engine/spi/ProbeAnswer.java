package org.tidewaiter.engine.spi;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortState;

/**
 * What a probe brought back.
 *
 * @param reason    what told the state: {@code syn-ack}, {@code rst}, {@code no-answer} ...; one word
 * @param roundTrip time to the first answer, to the microsecond; absent without one
 * @param bytes     what the device sent; empty when nothing
 */
public record ProbeAnswer(PortState state, String reason, @Nullable Duration roundTrip, byte[] bytes) {

    /** The note that goes into the evidence: {@code OPEN syn-ack 312 us}. */
    public String note() {
        return state + " " + reason + (roundTrip == null ? "" : " " + roundTrip.toNanos() / 1000 + " us");
    }

    /** Reads a note back; the bytes are the exchange's. Unknown notes read as no answer. */
    public static ProbeAnswer of(String note, byte[] bytes) {
        var words = note.split(" ");
        for (var state : PortState.values()) {
            if (state.name().equals(words[0]) && words.length >= 2) {
                var roundTrip = words.length == 4 && words[2].matches("[0-9]{1,12}")
                        ? Duration.ofNanos(Long.parseLong(words[2]) * 1000) : null;
                return new ProbeAnswer(state, words[1], roundTrip, bytes);
            }
        }
        return new ProbeAnswer(PortState.NO_ANSWER, "no-answer", null, bytes);
    }
}
