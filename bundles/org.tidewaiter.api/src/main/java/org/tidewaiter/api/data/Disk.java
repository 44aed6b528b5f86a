package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A physical or virtual disk drive.
 *
 * @param name         the system's name for it: {@code sda}, {@code disk0}
 * @param kind         how it stores
 * @param vendor       maker
 * @param model        product name
 * @param serialNumber serial number
 * @param firmware     firmware revision
 * @param size         capacity
 * @param bus          {@code sata}, {@code nvme}, {@code virtio}
 * @param wwn          world wide name
 * @param removable    whether it is meant to be taken out
 */
public record Disk(@Key String name, @Nullable Kind kind, @Nullable String vendor, @Nullable String model,
        @Nullable String serialNumber, @Nullable String firmware, @Unit("B") @Nullable Long size, @Nullable String bus,
        @Nullable String wwn, @Nullable Boolean removable)
        implements Item {

    /** How a disk stores. */
    public enum Kind {
        HARD_DISK, SOLID_STATE, OPTICAL, FLOPPY, TAPE, VIRTUAL, OTHER
    }
}
