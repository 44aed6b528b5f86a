package org.tidewaiter.api.data;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * The machine itself, as its firmware describes it (SMBIOS types 0 to 3 and their like); one row.
 *
 * @param vendor          maker of the system
 * @param model           product name
 * @param modelVersion    its version or SKU
 * @param serialNumber    the system's serial number
 * @param uuid            SMBIOS UUID, lower case with hyphens
 * @param assetTag        tag that an owner wrote into the firmware
 * @param chassis         enclosure type in SMBIOS' words: {@code Notebook}
 * @param boardVendor     maker of the main board
 * @param boardModel      main board's product name
 * @param boardSerial     main board's serial number
 * @param firmwareVendor  maker of BIOS or UEFI
 * @param firmwareVersion its version
 * @param firmwareDate    its release date
 * @param memorySize      memory that the operating system manages
 */
public record Hardware(@Nullable String vendor, @Nullable String model, @Nullable String modelVersion,
        @Nullable String serialNumber, @Nullable String uuid, @Nullable String assetTag, @Nullable String chassis,
        @Nullable String boardVendor, @Nullable String boardModel, @Nullable String boardSerial,
        @Nullable String firmwareVendor, @Nullable String firmwareVersion, @Nullable LocalDate firmwareDate,
        @Unit("B") @Nullable Long memorySize)
        implements Item {
}
