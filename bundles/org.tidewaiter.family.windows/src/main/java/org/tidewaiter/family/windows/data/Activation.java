package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * By whom products are activated; one row.
 *
 * @param keyServer     key management server that is configured
 * @param keyServerPort its port
 * @param discovered    key management server found by DNS
 * @param version       of the licensing service
 */
@DataClassId("windows.activation")
public record Activation(@Nullable String keyServer, @Nullable Long keyServerPort, @Nullable String discovered,
        @Nullable String version)
        implements Item {
}
