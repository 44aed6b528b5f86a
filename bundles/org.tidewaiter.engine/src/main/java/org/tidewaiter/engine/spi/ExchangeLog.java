package org.tidewaiter.engine.spi;

import java.time.Duration;
import java.time.Instant;

/** The evidence of one visit while it grows. Safe for several threads. */
public interface ExchangeLog {

    /**
     * Cuts secrets, gives the exchange its ordinal and keeps it.
     *
     * @return what is stored: the caller goes on with this one
     */
    Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit, byte[] out, byte[] err,
            Instant started,
            Duration duration);

    /** The time, to the microsecond; a replay's time is the recording's. */
    Instant now();
}
