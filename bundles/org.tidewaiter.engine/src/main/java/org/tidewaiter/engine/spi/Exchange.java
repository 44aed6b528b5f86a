package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.time.Instant;

import org.tidewaiter.api.model.Evidence;

/**
 * One question to a device and its answer, as they are stored: secrets are cut. Parsers read from it, so that reading it again always gives
 * the same.
 *
 * @param ordinal   from 1 within the visit
 * @param requestId probe text, transport id or request id
 * @param request   what was asked, in words for people and for replay
 * @param exit      exit status or protocol status; -1 without one
 * @param out       the answer's bytes
 * @param err       its second stream, for shells
 * @param started   when it was asked, to the microsecond
 * @param duration  until the answer was whole
 */
public record Exchange(int ordinal, Kind kind, String requestId, String request, Ending ending, int exit, byte[] out, byte[] err,
        Instant started, Duration duration) {

    /** What sort of question it was. */
    public enum Kind {
        /** Without a login. */
        PROBE,
        /** The opening of a session; its answer is {@link SessionFacts}. */
        SESSION,
        /** A request within a session. */
        REQUEST,
        /** Not asked of the device: the engine ended a step before its time, and the ending says why. */
        CUT
    }

    /** The whole exchange as evidence. */
    public Evidence evidence() {
        return new Evidence(ordinal, "");
    }

    @Override
    public String toString() {
        return ordinal + " " + kind + " " + requestId;
    }
}
