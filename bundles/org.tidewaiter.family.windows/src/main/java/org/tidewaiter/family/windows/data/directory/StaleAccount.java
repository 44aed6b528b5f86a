package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * An account that may log in and has not been used for ninety days.
 *
 * @param account name
 * @param kind {@code user}, {@code computer}, {@code managed service account}
 * @param lastLogon when it was used last, to some days; absent where never
 * @param passwordSet when its password was changed last
 * @param created when it was made
 */
@DataClassId("windows.stale-account")
public record StaleAccount(@Key String account, @Nullable String kind, @Nullable Instant lastLogon, @Nullable Instant passwordSet,
        @Nullable Instant created)
        implements Item {
}
