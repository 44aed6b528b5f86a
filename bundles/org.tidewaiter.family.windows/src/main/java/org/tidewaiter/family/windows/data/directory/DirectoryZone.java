package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A DNS zone that lies in the directory.
 *
 * @param name domain
 * @param partition {@code domain}, {@code forest}, {@code legacy}
 * @param kind {@code primary}, {@code secondary}, {@code stub}, {@code forwarder}
 * @param updates dynamic updates: {@code none allowed}, {@code any}, {@code secure only}
 * @param aging whether old records are swept
 * @param changed when it was changed last
 */
@DataClassId("windows.directory-zone")
public record DirectoryZone(@Key String name, @Key String partition, @Nullable String kind, @Nullable String updates,
        @Nullable Boolean aging, @Nullable Instant changed)
        implements Item {
}
