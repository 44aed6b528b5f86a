package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A snapshot of a volume (Volume Shadow Copy Service).
 *
 * @param id               its GUID
 * @param volume           the volume
 * @param created          when it was made
 * @param persistent       whether it outlives a restart
 * @param clientAccessible whether it is there for users: Previous Versions
 */
@DataClassId("windows.shadow-copy")
public record ShadowCopy(@Key String id, @Nullable String volume, @Nullable Instant created, @Nullable Boolean persistent,
        @Nullable Boolean clientAccessible)
        implements Item {
}
