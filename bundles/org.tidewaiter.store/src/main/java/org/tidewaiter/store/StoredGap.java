package org.tidewaiter.store;

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
}
