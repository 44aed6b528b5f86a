package org.tidewaiter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException.Failure;
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

    static StoredExchange of(ResultSet row) throws SQLException {
        var failure = row.getString("failure");
        var shortfall = row.getString("shortfall_reason");
        var ending = new Ending(failure == null ? null : Failure.valueOf(failure),
                shortfall == null ? null : new Shortfall(GapReason.valueOf(shortfall), row.getString("shortfall_detail")),
                row.getString("detail"));
        return new StoredExchange(row.getInt("ordinal"), Exchange.Kind.valueOf(row.getString("kind")),
                row.getString("request_id"),
                row.getString("request"), ending, row.getInt("exit"), row.getString("out_hash"), row.getLong("out_size"),
                row.getString("err_hash"), row.getLong("err_size"), Instant.parse(row.getString("started")),
                Duration.of(row.getLong("duration_us"), ChronoUnit.MICROS));
    }
}
