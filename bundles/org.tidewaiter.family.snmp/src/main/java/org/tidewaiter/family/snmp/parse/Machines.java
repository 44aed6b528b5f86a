package org.tidewaiter.family.snmp.parse;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.HardwareComponent;

/** The machine as a whole. */
public final class Machines {

    private Machines() {
    }

    /**
     * From the part that stands for it.
     *
     * @param maker who makes it, as far as that is known from elsewhere
     */
    public static Hardware of(HardwareComponent part, @Nullable String maker, @Nullable Long memory) {
        var vendor = part.vendor() == null ? maker : part.vendor();
        var model = part.model() == null ? part.description() : part.model();
        return new Hardware(vendor, model, part.hardwareRevision(), part.serialNumber(), null, part.assetTag(), null, null,
                null,
                null, null, part.firmwareRevision(), null, memory);
    }

    /** From what the device says elsewhere. */
    public static Hardware of(@Nullable String vendor, @Nullable String model, @Nullable String firmware, @Nullable Long memory) {
        return new Hardware(vendor, model, null, null, null, null, null, null, null, null, null, firmware, null, memory);
    }
}
