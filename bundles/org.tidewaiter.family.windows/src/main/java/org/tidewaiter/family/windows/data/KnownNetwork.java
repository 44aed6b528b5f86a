package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A network that this computer was in.
 *
 * @param id       GUID
 * @param name     its name; of wireless networks mostly the SSID
 * @param medium   {@code wired}, {@code wireless}, {@code vpn}, {@code mobile}
 * @param category {@code public}, {@code private}, {@code domain}
 */
@DataClassId("windows.known-network")
public record KnownNetwork(@Key String id, @Nullable String name, @Nullable String medium, @Nullable String category)
        implements Item {
}
