package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A slot for cards (SMBIOS type 9).
 *
 * @param name     its designation
 * @param usage    {@code available}, {@code in use}
 * @param width    width of its data bus
 * @param voltages supported, in volts
 */
public record ExpansionSlot(@Key String name, @Nullable String usage, @Unit("bit") @Nullable Long width, List<String> voltages)
        implements Item {

    public ExpansionSlot {
        voltages = List.copyOf(voltages);
    }
}
