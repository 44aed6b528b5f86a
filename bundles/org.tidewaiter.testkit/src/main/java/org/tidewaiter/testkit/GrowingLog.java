package org.tidewaiter.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.engine.EvidenceLog;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;

/** Evidence in memory with nothing cut, so that a test sees what would have been. */
public final class GrowingLog implements EvidenceLog {

    private final List<Exchange> exchanges = new ArrayList<>();

    @Override
    public synchronized Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit, byte[] out,
            byte[] err, Instant started, Duration duration) {
        var exchange = new Exchange(exchanges.size() + 1, kind, requestId, request, ending, exit, out, err, started, duration);
        exchanges.add(exchange);
        return exchange;
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }
}
