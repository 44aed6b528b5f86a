package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * Slots for memory modules (SMBIOS type 16).
 *
 * @param name            the firmware's name for the array
 * @param slots           how many slots it has
 * @param maximumCapacity how much fits in
 * @param errorCorrection {@code none}, {@code parity}, {@code single-bit}, {@code multi-bit}
 */
public record MemoryArray(@Key String name, @Nullable Long slots, @Unit("B") @Nullable Long maximumCapacity,
        @Nullable String errorCorrection)
        implements Item {
}
