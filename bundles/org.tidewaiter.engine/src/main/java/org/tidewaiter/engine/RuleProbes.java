package org.tidewaiter.engine;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;

/** The probes that tell whether the rules of all families are met, beside what their recognisers want to see. */
final class RuleProbes {

    private RuleProbes() {
    }

    static void add(List<DeviceFamily> families, Set<Probe> probes) {
        for (var family : families) {
            for (var rule : family.portRules()) {
                if (rule.party() != Party.DNS_SERVER && rule.protocol() != Protocol.ICMP && !isAsked(rule, probes)) {
                    probes.add(probe(rule));
                }
            }
        }
    }

    /** The probes of the ports of domain controllers alone: some of what an audit reads is read there. */
    static void addControllers(List<DeviceFamily> families, Set<Probe> probes) {
        families.stream().flatMap(f -> f.portRules().stream()).filter(r -> r.party() == Party.DOMAIN_CONTROLLER)
                .forEach(rule -> probes.add(probe(rule)));
    }

    /** A connect is merged with a banner later on; any datagram to the port tells as much as an empty one, or more. */
    private static boolean isAsked(PortRule rule, Set<Probe> probes) {
        return rule.protocol() == Protocol.UDP && probes.stream().anyMatch(
                p -> p.protocol() == Protocol.UDP && p.port() == rule.port() && p.party() == rule.party());
    }

    private static Probe probe(PortRule rule) {
        if (rule.party() == Party.DOMAIN_CONTROLLER) {
            return new Probe.ControllerConnect(rule.port());
        }
        return rule.protocol() == Protocol.TCP ? new Probe.TcpConnect(rule.port()) : new Probe.EmptyDatagram(rule.port());
    }
}
