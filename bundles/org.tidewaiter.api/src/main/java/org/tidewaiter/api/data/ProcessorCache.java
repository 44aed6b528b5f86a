package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A cache of the processor (SMBIOS type 7).
 *
 * @param name          its designation
 * @param level         1 is nearest
 * @param size          how much is installed
 * @param associativity {@code 8-way}
 */
public record ProcessorCache(@Key String name, @Nullable Long level, @Unit("B") @Nullable Long size,
        @Nullable String associativity)
        implements Item {
}
