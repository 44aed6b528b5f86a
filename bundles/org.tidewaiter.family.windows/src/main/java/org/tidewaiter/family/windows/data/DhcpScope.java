package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.model.IpAddress;

/**
 * A range of addresses that the DHCP server gives out.
 *
 * @param scope  network
 * @param name   what it is called
 * @param mask   subnet mask
 * @param first  first address
 * @param last   last address
 * @param active whether it is used
 */
@DataClassId("windows.dhcp-scope")
public record DhcpScope(@Key IpAddress scope, @Nullable String name, @Nullable IpAddress mask, @Nullable IpAddress first,
        @Nullable IpAddress last, @Nullable Boolean active)
        implements Item {
}
