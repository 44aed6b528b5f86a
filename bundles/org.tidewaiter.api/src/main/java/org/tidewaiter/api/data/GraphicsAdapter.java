package org.tidewaiter.api.data;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A graphics adapter.
 *
 * @param name          its name
 * @param id            the bus' name for it
 * @param vendor        maker
 * @param chip          its processor
 * @param memory        its own memory, as the driver tells
 * @param driverVersion version of its driver
 * @param driverDate    date of its driver
 * @param resolution    of the picture now: {@code 1920x1080}
 */
public record GraphicsAdapter(@Key String name, @Nullable String id, @Nullable String vendor, @Nullable String chip,
        @Unit("B") @Nullable Long memory, @Nullable String driverVersion, @Nullable LocalDate driverDate,
        @Nullable String resolution)
        implements Item {
}
