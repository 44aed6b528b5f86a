package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * The account of the domain with which a device was audited, as the directory has it.
 *
 * @param account its name before Windows 2000: {@code LABDOM\auditor} without the domain
 * @param principalName {@code auditor@ad.lab.test}
 * @param displayName as people read it
 * @param sid its SID
 * @param distinguishedName where it stands
 * @param enabled whether it may log in
 * @param flags of userAccountControl, what is out of the ordinary: {@code password never expires}
 * @param passwordExpires whether its password must be changed in time
 * @param passwordSet when its password was changed last; absent where it must be changed
 * @param passwordExpiry when its password must be changed; absent where never
 * @param lastLogon when it logged in last, to some days
 * @param expires when the account ends; absent where never
 * @param created when it was made
 * @param protectedAccount whether it is, or was, in a protected group (adminCount)
 * @param primaryGroup its primary group
 * @param groups all groups that it is in, through others too, by name
 */
@DataClassId("windows.current-user")
public record CurrentUser(@Key String account, @Nullable String principalName, @Nullable String displayName, @Nullable String sid,
        @Nullable String distinguishedName, @Nullable Boolean enabled, List<String> flags, @Nullable Boolean passwordExpires,
        @Nullable Instant passwordSet, @Nullable Instant passwordExpiry, @Nullable Instant lastLogon, @Nullable Instant expires,
        @Nullable Instant created, @Nullable Boolean protectedAccount, @Nullable String primaryGroup, List<String> groups)
        implements Item {

    public CurrentUser {
        flags = List.copyOf(flags);
        groups = List.copyOf(groups);
    }
}
