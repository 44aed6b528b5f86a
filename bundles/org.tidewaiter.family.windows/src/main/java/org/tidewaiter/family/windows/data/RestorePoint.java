package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A restore point of the system.
 *
 * @param number      sequence number
 * @param description what it was made for
 * @param created     when
 */
@DataClassId("windows.restore-point")
public record RestorePoint(@Key long number, @Nullable String description, @Nullable Instant created)
        implements Item {
}
