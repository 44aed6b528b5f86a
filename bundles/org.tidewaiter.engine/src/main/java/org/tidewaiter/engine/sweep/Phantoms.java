package org.tidewaiter.engine.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;

/** Tells addresses behind which there may be no device of their own: one hardware address answers for many of them. */
final class Phantoms {
    /** A server may have a few addresses on one card; a proxy answers for whole ranges. */
    static final int SUSPICIOUS = 4;
    /** Nobody gives one card so many. */
    static final int MANY = 64;

    private final Map<MacAddress, Set<IpAddress>> byMac = new HashMap<>();

    /** Takes note of who answered for an address. */
    void seen(MacAddress mac, IpAddress address) {
        byMac.computeIfAbsent(mac, _ -> new HashSet<>()).add(address.withoutZone());
    }

    /**
     * Why an address with this hardware address may be none of its own; empty when nothing speaks for that.
     *
     * @param serves whether a service was found there: that is more than who answers in the place of others has
     */
    Optional<String> suspicion(MacAddress mac, boolean serves) {
        // IPv6 gives every card several addresses: each version counts by itself
        var sharing = byMac.getOrDefault(mac, Set.of());
        var most = Math.max(sharing.stream().filter(a -> a.version() == 4).count(),
                sharing.stream().filter(a -> a.version() == 6).count() / 2);
        return most < (serves ? MANY : SUSPICIOUS) ? Optional.empty()
                : Optional.of("one hardware address (" + mac
                        + ") answers for many addresses of this network, as a router or firewall does"
                        + " that answers in the place of others");
    }
}
