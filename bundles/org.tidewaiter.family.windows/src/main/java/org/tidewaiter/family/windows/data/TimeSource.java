package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Unit;

/**
 * Where the computer takes its time from (Windows Time service); one row.
 *
 * @param type        {@code NT5DS} domain, {@code NTP}, {@code NoSync}, {@code AllSync}
 * @param servers     time servers, as configured
 * @param client      whether it asks them
 * @param server      whether it serves time
 * @param pollSeconds how often it asks
 */
@DataClassId("windows.time-source")
public record TimeSource(@Nullable String type, List<String> servers, @Nullable Boolean client, @Nullable Boolean server,
        @Unit("s") @Nullable Long pollSeconds)
        implements Item {

    public TimeSource {
        servers = List.copyOf(servers);
    }
}
