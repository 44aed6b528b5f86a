package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A folder that others may open over the network (SMB, NFS).
 *
 * @param name            name of the share, or exported path
 * @param path            folder behind it
 * @param kind            {@code disk}, {@code printer}, {@code ipc}, {@code nfs}
 * @param special         whether the system made it for itself
 * @param encrypted       whether it is given to encrypted sessions alone
 * @param hidesUnreadable whether files that one may not read are hidden
 * @param caching         what clients may keep offline, in the system's words
 * @param maximumUsers    how many at once
 * @param comment         what an administrator wrote
 */
public record SharedFolder(@Key String name, @Nullable String path, @Nullable String kind, @Nullable Boolean special,
        @Nullable Boolean encrypted, @Nullable Boolean hidesUnreadable, @Nullable String caching, @Nullable Long maximumUsers,
        @Nullable String comment)
        implements Item {
}
