package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A computer's own account in its domain.
 *
 * @param name NetBIOS name
 * @param hostName its DNS name
 * @param sid its SID
 * @param distinguishedName where it stands
 * @param unit the organizational unit or container above it
 * @param operatingSystem as it told the directory
 * @param operatingSystemVersion {@code 10.0 (20348)}
 * @param enabled whether the account may be used
 * @param flags of userAccountControl, what is out of the ordinary
 * @param passwordSet when it changed its password last
 * @param lastLogon when it was used last, to some days
 * @param created when it was made
 * @param delegatesTo services to which it may hand on its users (constrained delegation)
 * @param actsFor SIDs of who may act for others towards it (resource-based delegation)
 * @param servicePrincipals service principal names
 * @param localPassword what keeps the local administrator's password: {@code Windows LAPS}, {@code Microsoft LAPS}; absent where nothing does, or this account may not see it
 * @param localPasswordExpires when that must be changed
 * @param groups all groups that it is in, through others too
 */
@DataClassId("windows.directory-computer")
public record DirectoryComputer(@Key String name, @Nullable String hostName, @Nullable String sid,
        @Nullable String distinguishedName, @Nullable String unit, @Nullable String operatingSystem,
        @Nullable String operatingSystemVersion, @Nullable Boolean enabled, List<String> flags, @Nullable Instant passwordSet,
        @Nullable Instant lastLogon, @Nullable Instant created, List<String> delegatesTo, List<String> actsFor,
        List<String> servicePrincipals, @Nullable String localPassword, @Nullable Instant localPasswordExpires,
        List<String> groups)
        implements Item {

    public DirectoryComputer {
        flags = List.copyOf(flags);
        delegatesTo = List.copyOf(delegatesTo);
        actsFor = List.copyOf(actsFor);
        servicePrincipals = List.copyOf(servicePrincipals);
        groups = List.copyOf(groups);
    }
}
