package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A physical part of a device and where it sits (RFC 6933 entPhysicalTable and its like).
 *
 * @param number           the device's number for it
 * @param kind             what it is, in the MIB's words: {@code chassis}, {@code module}, {@code powerSupply}
 * @param name             its name on the device: {@code GigabitEthernet1/0/1}
 * @param description      what the maker says that it is
 * @param containedIn      number of the part that holds it
 * @param position         place among its siblings
 * @param vendor           maker
 * @param model            product name or part number
 * @param serialNumber     serial number
 * @param hardwareRevision of the part
 * @param firmwareRevision of the part
 * @param softwareRevision of the part
 * @param alias            what an administrator named it
 * @param assetTag         tag that an administrator gave it
 * @param replaceable      whether it is a field replaceable unit
 * @param manufactured     when it was made
 */
public record HardwareComponent(@Key long number, @Nullable String kind, @Nullable String name, @Nullable String description,
        @Nullable Long containedIn, @Nullable Long position, @Nullable String vendor, @Nullable String model,
        @Nullable String serialNumber, @Nullable String hardwareRevision, @Nullable String firmwareRevision,
        @Nullable String softwareRevision, @Nullable String alias, @Nullable String assetTag, @Nullable Boolean replaceable,
        @Nullable Instant manufactured)
        implements Item {
}
