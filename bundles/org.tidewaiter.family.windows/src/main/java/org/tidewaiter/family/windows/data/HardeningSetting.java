package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A setting that the security of the system depends on, as it is stored.
 *
 * @param name    our name for it: {@code lsa.RunAsPPL}
 * @param subject what it is set for: {@code machine}, or a user's SID, or a part of the system
 * @param value   as stored; absent where nothing is set, so that the system's default holds
 * @param source  where it stands
 */
@DataClassId("windows.hardening-setting")
public record HardeningSetting(@Key String name, @Key String subject, @Nullable String value, String source)
        implements Item {
}
