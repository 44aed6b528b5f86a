package org.tidewaiter.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.Observation;

/**
 * What one run learned of one device, without the rows, gaps and exchanges.
 *
 * @param deviceId       the same for the same device in every run
 * @param matchedBecause why it is held to be that device
 * @param address        IP address, or {@code local}
 * @param asked          the target as the user wrote it
 * @param root           hash chain over the exchanges
 * @param ambiguous      whether the two strongest claims of different families tie
 * @param suspicion      why it may be no device at all; absent when nothing speaks for that
 * @param names          best first
 * @param claims         strongest first; empty when nothing was recognised
 * @param ports          by protocol and number
 */
public record StoredVisit(long id, long runId, long deviceId, String matchedBecause, String address, String asked,
        Instant started,
        Instant finished, String root, boolean ambiguous, @Nullable String suspicion, List<String> names, List<MacAddress> macs,
        List<Claim> claims,
        List<Observation.Port> ports) {

    /** This machine first, then IPv4 and IPv6 by number; whatever is no address comes last. */
    static final Comparator<String> ADDRESSES = Comparator.comparing((String a) -> !a.equals("local"))
            .thenComparing(a -> IpAddress.tryParse(a).orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Comparator.naturalOrder());

    /** In this order, and by number where two have one address. */
    static final Comparator<StoredVisit> BY_ADDRESS = Comparator.comparing(StoredVisit::address, ADDRESSES)
            .thenComparing(StoredVisit::id);

    public StoredVisit {
        names = List.copyOf(names);
        macs = List.copyOf(macs);
        claims = List.copyOf(claims);
        ports = List.copyOf(ports);
    }
}
