package org.tidewaiter.store;

import java.time.Duration;
import java.time.Instant;

import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;

/**
 * An exchange without its bytes, which may be many: {@link EngagementReader#content} brings them.
 *
 * @param ordinal   from 1 within the visit
 * @param exit      exit status or protocol status; -1 without one
 * @param outSha256 hash of the answer, 64 hex digits
 * @param outSize   its length in bytes
 * @param errSha256 hash of its second stream
 * @param errSize   its length in bytes
 */
public record StoredExchange(int ordinal, Exchange.Kind kind, String requestId, String request, Ending ending, int exit,
        String outSha256,
        long outSize, String errSha256, long errSize, Instant started, Duration duration) {
}
