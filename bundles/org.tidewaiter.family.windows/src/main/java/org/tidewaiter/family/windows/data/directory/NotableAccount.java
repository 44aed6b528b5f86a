package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * An account with rights or settings that attackers look for.
 *
 * @param account name
 * @param kind {@code user}, {@code computer}, {@code managed service account}
 * @param enabled whether it may log in
 * @param flags what is out of the ordinary: {@code no password required}, {@code no Kerberos preauthentication}, {@code unconstrained delegation}
 * @param protectedAccount whether it is, or was, in a protected group (adminCount)
 * @param servicePrincipals of users: whoever may ask for tickets can guess at their passwords
 * @param delegatesTo services to which it may hand on its users
 * @param actsFor SIDs of who may act for others towards it
 * @param passwordSet when its password was changed last
 * @param lastLogon when it was used last, to some days
 */
@DataClassId("windows.notable-account")
public record NotableAccount(@Key String account, @Nullable String kind, @Nullable Boolean enabled, List<String> flags,
        @Nullable Boolean protectedAccount, List<String> servicePrincipals, List<String> delegatesTo, List<String> actsFor,
        @Nullable Instant passwordSet, @Nullable Instant lastLogon)
        implements Item {

    public NotableAccount {
        flags = List.copyOf(flags);
        servicePrincipals = List.copyOf(servicePrincipals);
        delegatesTo = List.copyOf(delegatesTo);
        actsFor = List.copyOf(actsFor);
    }
}
