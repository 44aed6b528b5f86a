package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Which Windows it is, to the last update; one row.
 *
 * @param product             product name as the registry has it
 * @param build               build number
 * @param revision            update build revision
 * @param displayVersion      {@code 21H2}
 * @param edition             {@code ServerStandard}
 * @param installationType    {@code Server Core}
 * @param branch              where the build comes from
 * @param servicePack         service pack
 * @param role                {@code work station}, {@code domain controller}, {@code server}
 * @param sku                 number of the product (GetProductInfo)
 * @param installed           when it was installed
 * @param language            language of the system's first user interface
 * @param executionPrevention policy of data execution prevention: 0 off, 1 on, 2 opt in, 3 opt out
 * @param systemFolder        where it lies
 */
@DataClassId("windows.release")
public record WindowsRelease(@Nullable String product, @Nullable Long build, @Nullable Long revision,
        @Nullable String displayVersion, @Nullable String edition, @Nullable String installationType, @Nullable String branch,
        @Nullable Long servicePack, @Nullable String role, @Nullable Long sku, @Nullable Instant installed,
        @Nullable String language, @Nullable Long executionPrevention, @Nullable String systemFolder)
        implements Item {
}
