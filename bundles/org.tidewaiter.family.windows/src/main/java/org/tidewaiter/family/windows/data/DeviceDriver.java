package org.tidewaiter.family.windows.data;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A driver of a device, and who signed it.
 *
 * @param device   the bus' name for the device
 * @param name     the device
 * @param kind     class of devices
 * @param version  version
 * @param date     date
 * @param provider who provides it
 * @param inf      its setup file
 * @param signed   whether it is signed
 * @param signer   by whom
 */
@DataClassId("windows.device-driver")
public record DeviceDriver(@Key String device, @Nullable String name, @Nullable String kind, @Nullable String version,
        @Nullable LocalDate date, @Nullable String provider, @Nullable String inf, @Nullable Boolean signed,
        @Nullable String signer)
        implements Item {
}
