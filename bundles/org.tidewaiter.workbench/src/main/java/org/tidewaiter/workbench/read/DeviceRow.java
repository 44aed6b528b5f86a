package org.tidewaiter.workbench.read;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.store.StoredVisit;

/**
 * A device as its last visit left it.
 *
 * @param facts how many the visit has
 * @param gaps  how many the visit has
 */
public record DeviceRow(StoredVisit visit, long facts, long gaps) {

    /** The same for the same device in every snapshot of an engagement. */
    public long id() {
        return visit.deviceId();
    }

    /** An {@link IpAddress}, or the text {@code local}. */
    public Object address() {
        var address = IpAddress.tryParse(visit.address());
        return address.isPresent() ? address.get() : visit.address();
    }

    /** The best name; absent when it has none. */
    public @Nullable String name() {
        return visit.names().isEmpty() ? null : visit.names().getFirst();
    }

    /** The strongest claim; absent when nothing was recognised. */
    public @Nullable Claim claim() {
        return visit.claims().isEmpty() ? null : visit.claims().getFirst();
    }

    /** When its last visit ended. */
    public Instant lastSeen() {
        return visit.finished();
    }
}
