package org.tidewaiter.engine;

import java.util.List;
import java.util.Optional;

import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;

/** A visit's evidence with what it holds at the end: growing in a live run, already complete in a replay. */
public interface EvidenceLog extends ExchangeLog {

    /** All exchanges, by ordinal. */
    List<Exchange> exchanges();

    /** In a replay: the recorded end of a step that did not reach its own end. */
    default Optional<Exchange> foreseenCut(String step) {
        return Optional.empty();
    }
}
