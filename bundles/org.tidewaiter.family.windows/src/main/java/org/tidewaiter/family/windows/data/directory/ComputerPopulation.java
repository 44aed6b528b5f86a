package org.tidewaiter.family.windows.data.directory;

import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * How many computers of an operating system a domain has.
 *
 * @param operatingSystem as they told the directory
 * @param version {@code 10.0 (20348)}, or {@code -}
 * @param accounts how many
 * @param enabled how many may log in
 * @param stale how many of those were not used for ninety days
 * @param withLocalPassword for how many LAPS keeps the local administrator's password, as far as this account may see
 */
@DataClassId("windows.computer-population")
public record ComputerPopulation(@Key String operatingSystem, @Key String version, long accounts, long enabled, long stale,
        long withLocalPassword)
        implements Item {
}
