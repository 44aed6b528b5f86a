package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A server role that is configured here.
 *
 * @param kind    {@code certificate-authority}, {@code update-server}, {@code remote-desktop}
 * @param name    what it is called
 * @param version version
 * @param detail  what else matters of it
 */
@DataClassId("windows.hosted-service")
public record HostedService(@Key String kind, @Key String name, @Nullable String version, @Nullable String detail)
        implements Item {
}
