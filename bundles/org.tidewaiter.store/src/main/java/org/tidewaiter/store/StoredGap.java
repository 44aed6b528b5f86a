package org.tidewaiter.store;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;

/**
 * Something promised and not delivered, wholly or in part.
 *
 * @param classId  the data class that is missing or incomplete
 * @param detail   who, what, and what to try
 * @param evidence the exchange that shows it; absent when nothing was exchanged
 * @param step     {@code family/step} that it comes from; absent when no step ran
 */
public record StoredGap(String classId, GapReason reason, String detail, @Nullable Evidence evidence, @Nullable String step) {

    static StoredGap of(ResultSet row) throws SQLException {
        var exchange = Values.integer(row, "exchange");
        return new StoredGap(row.getString("class"), GapReason.valueOf(row.getString("reason")), row.getString("detail"),
                exchange == null ? null : new Evidence(exchange, row.getString("place")), row.getString("step"));
    }
}
