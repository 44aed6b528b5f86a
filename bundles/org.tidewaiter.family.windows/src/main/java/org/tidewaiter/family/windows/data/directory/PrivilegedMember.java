package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Who is in a privileged group, directly or through others.
 *
 * @param group name of the group
 * @param member name of the account
 * @param sid of the member
 * @param kind {@code user}, {@code computer}, {@code group}, {@code managed service account}, {@code foreign}
 * @param direct whether it is itself a member
 * @param enabled whether it may log in
 * @param flags what is out of the ordinary
 * @param passwordSet when its password was changed last
 * @param lastLogon when it was used last, to some days
 */
@DataClassId("windows.privileged-member")
public record PrivilegedMember(@Key String group, @Key String member, @Nullable String sid, @Nullable String kind,
        @Nullable Boolean direct, @Nullable Boolean enabled, List<String> flags, @Nullable Instant passwordSet,
        @Nullable Instant lastLogon)
        implements Item {

    public PrivilegedMember {
        flags = List.copyOf(flags);
    }
}
