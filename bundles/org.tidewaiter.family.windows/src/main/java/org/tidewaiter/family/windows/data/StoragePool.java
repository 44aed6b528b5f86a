package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Unit;

/**
 * A pool of Storage Spaces.
 *
 * @param name      its name
 * @param health    {@code healthy}, {@code warning}, {@code unhealthy}
 * @param size      capacity
 * @param allocated in use
 * @param readOnly  whether it is read-only
 */
@DataClassId("windows.storage-pool")
public record StoragePool(@Key String name, @Nullable String health, @Unit("B") @Nullable Long size,
        @Unit("B") @Nullable Long allocated, @Nullable Boolean readOnly)
        implements Item {
}
