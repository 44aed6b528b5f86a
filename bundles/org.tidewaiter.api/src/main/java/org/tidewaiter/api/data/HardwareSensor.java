package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A sensor in a device, and what it read at the time.
 *
 * @param number   the device's number for it
 * @param name     name of the part that it watches
 * @param measures what it measures, in the MIB's words: {@code celsius}, {@code rpm}, {@code voltsDC}, {@code truthvalue}
 * @param value    reading, scale and precision applied; of a truth value 1 is true and 2 is false
 * @param display  the unit as the device writes it
 * @param state    {@code ok}, {@code nonoperational}
 */
public record HardwareSensor(@Key long number, @Nullable String name, @Nullable String measures, @Nullable Double value,
        @Nullable String display, @Nullable String state)
        implements Item {
}
