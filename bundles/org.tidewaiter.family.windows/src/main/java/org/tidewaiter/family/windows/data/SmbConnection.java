package org.tidewaiter.family.windows.data;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Somebody who uses this computer's shares now.
 *
 * @param id        the server's number for the session
 * @param client    computer that it comes from
 * @param user      account
 * @param dialect   {@code 3.1.1}
 * @param openFiles how many
 * @param connected since how long
 */
@DataClassId("windows.smb-connection")
public record SmbConnection(@Key String id, @Nullable String client, @Nullable String user, @Nullable String dialect,
        @Nullable Long openFiles, @Nullable Duration connected)
        implements Item {
}
