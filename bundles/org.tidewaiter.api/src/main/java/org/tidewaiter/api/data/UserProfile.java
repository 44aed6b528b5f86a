package org.tidewaiter.api.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A folder that a user has on this computer.
 *
 * @param id       SID or numeric id of the user
 * @param path     the folder
 * @param loaded   whether it is in use now
 * @param special  whether it belongs to the system
 * @param roaming  whether it is kept on a server
 * @param lastUsed when it was used last, as the system recorded it
 */
public record UserProfile(@Key String id, @Nullable String path, @Nullable Boolean loaded, @Nullable Boolean special,
        @Nullable Boolean roaming, @Nullable Instant lastUsed)
        implements Item {
}
