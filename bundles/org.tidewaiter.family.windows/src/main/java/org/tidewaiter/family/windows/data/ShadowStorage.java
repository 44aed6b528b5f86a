package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Unit;

/**
 * Room that is kept for snapshots of a volume.
 *
 * @param volume    the volume
 * @param allocated set aside
 * @param used      in use
 * @param maximum   most that may be used; absent when unbounded
 */
@DataClassId("windows.shadow-storage")
public record ShadowStorage(@Key String volume, @Unit("B") @Nullable Long allocated, @Unit("B") @Nullable Long used,
        @Unit("B") @Nullable Long maximum)
        implements Item {
}
