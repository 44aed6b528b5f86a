package org.tidewaiter.report.firewall;

import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;

/**
 * What of an opening concerns one IP version: rules are of one or of the other. Both lists hold something, and no zones, which only the
 * machine knows that named them.
 *
 * @param version 4 or 6
 */
record Flow(Opening opening, int version, List<IpAddress> sources, List<Prefix> destinations) {

    /** IPv4, then IPv6; nothing where an opening's destinations have the other version than all sources. */
    static List<Flow> of(Opening opening, List<IpAddress> sources) {
        var flows = new ArrayList<Flow>();
        for (var version : List.of(4, 6)) {
            var from = addresses(sources, version);
            var to = prefixes(opening.destinations(), version);
            if (!from.isEmpty() && !to.isEmpty()) {
                flows.add(new Flow(opening, version, from, to));
            }
        }
        return flows;
    }

    static List<Flow> of(FirewallRequest request) {
        return request.openings().stream().flatMap(o -> of(o, request.sources()).stream()).toList();
    }

    /** Destinations to which no source leads, since it has no address of their version. */
    static List<Prefix> unmatched(Opening opening, List<IpAddress> sources) {
        return List.of(4, 6).stream().filter(v -> addresses(sources, v).isEmpty())
                .flatMap(v -> prefixes(opening.destinations(), v).stream()).toList();
    }

    static List<IpAddress> addresses(List<IpAddress> addresses, int version) {
        return addresses.stream().filter(a -> a.version() == version).map(IpAddress::withoutZone).distinct().toList();
    }

    /** Without those that lie in another: sets of nftables and pf want no overlap. */
    private static List<Prefix> prefixes(List<Prefix> prefixes, int version) {
        var plain = prefixes.stream().filter(p -> p.address().version() == version).map(Flow::withoutZone).distinct().toList();
        return plain.stream().filter(p -> plain.stream().noneMatch(o -> o.length() < p.length() && o.contains(p.address())))
                .toList();
    }

    private static Prefix withoutZone(Prefix prefix) {
        return new Prefix(prefix.address().withoutZone(), prefix.length());
    }

    List<String> sourceTexts() {
        return sources.stream().map(IpAddress::toString).toList();
    }

    List<String> destinationTexts() {
        return destinations.stream().map(Phrases::prefix).toList();
    }
}
