package org.tidewaiter.family.windows.data.directory;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * Another domain or realm that this one trusts, or that trusts it.
 *
 * @param partner DNS name, or NetBIOS name of an old one
 * @param netbiosName short name
 * @param sid its SID
 * @param direction {@code inbound}: it trusts us; {@code outbound}: we trust it; {@code both}
 * @param kind {@code Active Directory}, {@code Windows NT}, {@code Kerberos realm}
 * @param transitive whether it goes on to further domains
 * @param forest whether it is between forests
 * @param withinForest whether both are of one forest
 * @param sidFiltering whether foreign SIDs are cut out (quarantine)
 * @param selectiveAuthentication whether each server must allow the other's users
 * @param ticketDelegation whether tickets with delegation cross it
 * @param changed when it was changed last
 */
@DataClassId("windows.domain-trust")
public record DomainTrust(@Key String partner, @Nullable String netbiosName, @Nullable String sid, @Nullable String direction,
        @Nullable String kind, @Nullable Boolean transitive, @Nullable Boolean forest, @Nullable Boolean withinForest,
        @Nullable Boolean sidFiltering, @Nullable Boolean selectiveAuthentication, @Nullable Boolean ticketDelegation,
        @Nullable Instant changed)
        implements Item {
}
