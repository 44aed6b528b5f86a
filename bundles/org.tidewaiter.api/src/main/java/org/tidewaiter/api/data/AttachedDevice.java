package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A device on a bus of this computer: USB, sound, and the like.
 *
 * @param id           the bus' name for it
 * @param kind         {@code usb}, {@code usb-storage}, {@code sound}
 * @param name         what the system calls it
 * @param vendor       maker
 * @param vendorId     of USB or PCI: four lower case hexadecimal digits
 * @param productId    of USB or PCI: four lower case hexadecimal digits
 * @param serialNumber serial number
 * @param present      whether it is there now, or was once
 * @param driver       driver or service that it uses
 * @param state        how the system finds it: {@code OK}
 */
public record AttachedDevice(@Key String id, @Nullable String kind, @Nullable String name, @Nullable String vendor,
        @Nullable String vendorId, @Nullable String productId, @Nullable String serialNumber, @Nullable Boolean present,
        @Nullable String driver, @Nullable String state)
        implements Item {
}
