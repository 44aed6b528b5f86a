package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Secure Boot and the trusted platform module; one row.
 *
 * @param secureBoot   whether it is on
 * @param uefi         whether it booted by UEFI
 * @param tpmPresent   whether there is a TPM
 * @param tpmVersion   version of its specification
 * @param tpmVendor    maker's four letters
 * @param tpmFirmware  its firmware
 * @param tpmEnabled   whether it is enabled
 * @param tpmActivated whether it is activated
 * @param tpmOwned     whether somebody owns it
 */
@DataClassId("windows.firmware-security")
public record FirmwareSecurity(@Nullable Boolean secureBoot, @Nullable Boolean uefi, @Nullable Boolean tpmPresent,
        @Nullable String tpmVersion, @Nullable String tpmVendor, @Nullable String tpmFirmware, @Nullable Boolean tpmEnabled,
        @Nullable Boolean tpmActivated, @Nullable Boolean tpmOwned)
        implements Item {
}
