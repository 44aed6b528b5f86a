package org.tidewaiter.engine;

import java.util.List;

import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;

/** A visit's evidence with what it holds at the end: growing in a live run, already complete in a replay. */
public interface EvidenceLog extends ExchangeLog {

    /** All exchanges, by ordinal. */
    List<Exchange> exchanges();
}
