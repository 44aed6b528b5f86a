package org.tidewaiter.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A fact.
 *
 * @param values   in the order of {@link StoredClass#columns()}, null where absent: String (also for enums), Long, Double, Boolean,
 *                 Instant, LocalDate, Duration, IpAddress, MacAddress, Prefix, or a List of these; a String where the column once
 *                 had another type
 * @param exchange ordinal of the exchange within the visit that it was read from
 * @param place    where in the reply; "" means the whole
 * @param ordinal  counts rows of one key, from 0
 * @param disputed another source says otherwise of the same key
 * @param step     {@code family/step} that stated it
 */
public record StoredRow(List<@Nullable Object> values, int exchange, String place, int ordinal, boolean disputed, String step) {
}
