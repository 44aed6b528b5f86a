package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A populated memory slot (SMBIOS type 17).
 *
 * @param slot         the slot's locator: {@code DIMM A1}
 * @param bank         bank locator
 * @param size         capacity
 * @param type         {@code DDR4}
 * @param formFactor   {@code SODIMM}
 * @param speed        transfers a second it is rated for
 * @param manufacturer maker
 * @param serialNumber serial number
 * @param partNumber   maker's part number
 */
public record MemoryModule(@Key String slot, @Nullable String bank, @Unit("B") @Nullable Long size, @Nullable String type,
        @Nullable String formFactor, @Unit("MT/s") @Nullable Long speed, @Nullable String manufacturer,
        @Nullable String serialNumber, @Nullable String partNumber)
        implements Item {
}
