package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A domain and what holds for all of it.
 *
 * @param name DNS name
 * @param netbiosName short name
 * @param sid its SID
 * @param forest DNS name of the forest
 * @param domainLevel functional level: {@code Windows Server 2016}
 * @param forestLevel of the forest
 * @param machineAccountQuota how many computers any user may join
 * @param ticketKeySet when the key of all tickets (krbtgt) was changed last
 * @param recycleBin whether deleted objects can be taken back
 * @param created when it was made
 */
@DataClassId("windows.domain")
public record DomainInfo(@Key String name, @Nullable String netbiosName, @Nullable String sid, @Nullable String forest,
        @Nullable String domainLevel, @Nullable String forestLevel, @Nullable Long machineAccountQuota,
        @Nullable Instant ticketKeySet, @Nullable Boolean recycleBin, @Nullable Instant created)
        implements Item {
}
