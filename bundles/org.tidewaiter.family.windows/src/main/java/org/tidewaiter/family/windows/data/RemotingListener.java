package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Where WinRM listens.
 *
 * @param transport  {@code HTTP} or {@code HTTPS}
 * @param address    addresses; {@code *} means all
 * @param port       TCP port
 * @param enabled    whether it does
 * @param hostName   name that its certificate is for
 * @param thumbprint its certificate
 */
@DataClassId("windows.remoting-listener")
public record RemotingListener(@Key String transport, @Key String address, @Nullable Long port, @Nullable Boolean enabled,
        @Nullable String hostName, @Nullable String thumbprint)
        implements Item {
}
