package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A driver or module of the kernel.
 *
 * @param name        its name
 * @param description what it says about itself
 * @param loaded      whether it runs now
 * @param startMode   when it is loaded, in the system's words
 * @param path        its file
 * @param kind        {@code kernel}, {@code file-system}
 * @param version     its version
 */
public record KernelDriver(@Key String name, @Nullable String description, @Nullable Boolean loaded, @Nullable String startMode,
        @Nullable String path, @Nullable String kind, @Nullable String version)
        implements Item {
}
