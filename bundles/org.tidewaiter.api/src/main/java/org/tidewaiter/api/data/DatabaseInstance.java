package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A database server's instance that is installed.
 *
 * @param product    {@code Microsoft SQL Server}
 * @param name       name of the instance
 * @param version    version
 * @param edition    edition
 * @param patchLevel version with updates
 * @param folder     where its data lie
 */
public record DatabaseInstance(@Key String product, @Key String name, @Nullable String version, @Nullable String edition,
        @Nullable String patchLevel, @Nullable String folder)
        implements Item {
}
