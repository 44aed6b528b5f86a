package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A zone of the DNS server.
 *
 * @param name                domain
 * @param kind                {@code primary}, {@code secondary}, {@code stub}, {@code forwarder}
 * @param directoryIntegrated whether it lies in the directory
 * @param updates             dynamic updates: {@code none allowed}, {@code any}, {@code secure only}
 * @param transfers           who may have all of it: {@code anybody}, {@code name servers}, {@code listed}, {@code nobody}
 */
@DataClassId("windows.dns-zone")
public record DnsZone(@Key String name, @Nullable String kind, @Nullable Boolean directoryIntegrated, @Nullable String updates,
        @Nullable String transfers)
        implements Item {
}
