package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A preference of a group policy that has a place for a password, [MS-GPPREF] 2.2. The key to all of them is public, [MS-GPPREF] 2.2.1.1.4;
 * whoever has an account of the domain reads them.
 *
 * @param policy GUID of the policy
 * @param file where it stands, below the policy's folder
 * @param position which of the file's preferences it is, from 1
 * @param kind local user, service, scheduled task, data source, drive or printer
 * @param name its name
 * @param user the account that the password is of
 * @param password whether there is one; it is never read
 * @param preferenceChanged when the preference was changed, by the clock of whoever did
 * @param fileChanged when the file was written last
 */
@DataClassId("windows.policy-secret")
public record PolicySecret(@Key String policy, @Key String file, @Key long position, String kind, @Nullable String name,
        @Nullable String user, boolean password, @Nullable String preferenceChanged, @Nullable Instant fileChanged)
        implements Item {
}
