package org.tidewaiter.api.data;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * An update of the operating system that is installed.
 *
 * @param id          its number or package: {@code KB5031364}
 * @param kind        {@code Security Update}, {@code RollupFix}
 * @param version     version of its package
 * @param state       how far its installation is, where not complete
 * @param installed   day of installation
 * @param installedBy account that installed it
 */
public record Patch(@Key String id, @Nullable String kind, @Nullable String version, @Nullable String state,
        @Nullable LocalDate installed, @Nullable String installedBy)
        implements Item {
}
