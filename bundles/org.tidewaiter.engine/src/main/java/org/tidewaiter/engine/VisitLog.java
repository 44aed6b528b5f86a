package org.tidewaiter.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;

/** The evidence of one visit in memory: what goes in is redacted first. */
final class VisitLog implements EvidenceLog {

    private final Redactor redactor;
    private final InstantSource clock;
    private final List<Exchange> exchanges = new ArrayList<>();

    VisitLog(Redactor redactor, InstantSource clock) {
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public Exchange add(Exchange.Kind kind, String requestId, String request, Ending ending, int exit, byte[] out, byte[] err,
            Instant started, Duration duration) {
        var cleanOut = redactor.redact(out);
        var cleanErr = redactor.redact(err);
        var cleanEnding = redact(ending);
        synchronized (exchanges) {
            var exchange = new Exchange(exchanges.size() + 1, kind, requestId, redactor.redact(request), cleanEnding, exit,
                    cleanOut,
                    cleanErr, started.truncatedTo(ChronoUnit.MICROS), duration.truncatedTo(ChronoUnit.MICROS));
            exchanges.add(exchange);
            return exchange;
        }
    }

    private Ending redact(Ending ending) {
        var shortfall = ending.shortfall();
        return new Ending(ending.failure(),
                shortfall == null ? null : new Shortfall(shortfall.reason(), redactor.redact(shortfall.detail())),
                redactor.redact(ending.detail()));
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<Exchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }
}
