package org.tidewaiter.engine.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Tells addresses behind which there may be no device of their own: one hardware address answers for many of them. */
public final class Phantoms {
    /** A server may have a few addresses on one card; a proxy answers for whole ranges. */
    static final int SUSPICIOUS = 4;

    private final Map<MacAddress, Set<IpAddress>> byMac = new HashMap<>();

    void seen(SweepTarget target, List<Asked> answers) {
        mac(answers).ifPresent(mac -> seen(mac, target.address().address()));
    }

    /** Takes note of who answered for an address. */
    public void seen(MacAddress mac, IpAddress address) {
        byMac.computeIfAbsent(mac, _ -> new HashSet<>()).add(address.withoutZone());
    }

    @Nullable
    String suspicion(List<Asked> answers) {
        return mac(answers).flatMap(this::suspicion).orElse(null);
    }

    /** Why an address with this hardware address may be none of its own; empty when nothing speaks for that. */
    public Optional<String> suspicion(MacAddress mac) {
        // IPv6 gives every card several addresses: each version counts by itself
        var sharing = byMac.getOrDefault(mac, Set.of());
        var most = Math.max(sharing.stream().filter(a -> a.version() == 4).count(),
                sharing.stream().filter(a -> a.version() == 6).count() / 2);
        return most < SUSPICIOUS ? Optional.empty()
                : Optional.of("one hardware address (" + mac
                        + ") answers for many addresses of this network, as a router or firewall does"
                        + " that answers in the place of others");
    }

    private static Optional<MacAddress> mac(List<Asked> answers) {
        return answers.stream().filter(a -> a.probe() instanceof Probe.Neighbor && a.answer().bytes().length > 0)
                .map(a -> a.prober().decode(a.probe(), a.answer().bytes(), new Evidence(1, "")).orElse(null))
                .filter(Observation.NeighborMac.class::isInstance).map(o -> ((Observation.NeighborMac) o).mac()).findFirst();
    }
}
