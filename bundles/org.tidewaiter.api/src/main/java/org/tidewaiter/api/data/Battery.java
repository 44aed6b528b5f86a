package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A battery of this computer.
 *
 * @param name           its place or name
 * @param vendor         maker
 * @param model          product name
 * @param serialNumber   serial number
 * @param chemistry      {@code lithium-ion}
 * @param designCapacity when new
 * @param fullCapacity   what it holds now when full
 * @param cycles         how often it was charged
 * @param charge         how full it is now
 */
public record Battery(@Key String name, @Nullable String vendor, @Nullable String model, @Nullable String serialNumber,
        @Nullable String chemistry, @Unit("mW.h") @Nullable Long designCapacity, @Unit("mW.h") @Nullable Long fullCapacity,
        @Nullable Long cycles, @Unit("%") @Nullable Long charge)
        implements Item {
}
