package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An installed package or program.
 *
 * @param name         the package manager's name for it
 * @param packaging    who manages it: {@code dpkg}, {@code rpm}, {@code msi}, {@code snap}
 * @param version      full version, epoch and revision included
 * @param architecture what it is built for: {@code amd64}, {@code all}
 * @param publisher    maintainer or vendor
 * @param sourceName   source package it was built from, which security trackers name
 * @param size         space on disk
 * @param installed    when it was installed, if recorded
 * @param summary      one line of description
 */
public record InstalledSoftware(@Key String name, @Key String packaging, @Nullable String version,
        @Nullable String architecture, @Nullable String publisher, @Nullable String sourceName, @Unit("B") @Nullable Long size,
        @Nullable Instant installed, @Nullable String summary)
        implements Item {
}
