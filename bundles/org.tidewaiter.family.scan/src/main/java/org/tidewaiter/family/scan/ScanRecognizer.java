package org.tidewaiter.family.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Recognizer;

/** Hints that something is there, and tells the most telling thing that was seen of it. One reason alone: this hint shall not win by their number. */
final class ScanRecognizer implements Recognizer {
    private static final int MOST_PORTS = 20;
    private static final int LONGEST = 80;

    private final HardwareVendors vendors;

    ScanRecognizer(HardwareVendors vendors) {
        this.vendors = vendors;
    }

    private record Hint(String reason, @Nullable String product, Evidence evidence) {
        static final Comparator<Hint> ORDER = Comparator.comparing((Hint h) -> h.evidence().exchange())
                .thenComparing(h -> h.evidence().where()).thenComparing(Hint::reason);
    }

    @Override
    public Optional<Claim> recognize(Observations observations) {
        for (var kind : kinds(observations)) {
            var first = kind.min(Hint.ORDER);
            if (first.isPresent()) {
                return first.map(hint -> new Claim(ScanFamily.ID, vendor(observations), hint.product(), null, Confidence.HINT,
                        List.of(new Because(hint.reason(), hint.evidence()))));
            }
        }
        return Optional.empty();
    }

    /** Who made its network card. */
    private @Nullable String vendor(Observations observations) {
        return observations.of(Observation.NeighborMac.class).map(Observation.NeighborMac::mac).min(Comparator.naturalOrder())
                .flatMap(vendors::vendor).orElse(null);
    }

    /** Kinds of hints, the most telling first. */
    private static List<Stream<Hint>> kinds(Observations seen) {
        var kinds = new ArrayList<Stream<Hint>>();
        kinds.add(seen.of(Observation.HttpAnswer.class).filter(h -> h.title() != null)
                .map(h -> hint("web page titled ", h.title(), h.evidence())));
        kinds.add(seen.of(Observation.HttpAnswer.class).filter(h -> h.server() != null)
                .map(h -> hint("web server ", h.server(), h.evidence())));
        kinds.add(seen.of(Observation.TlsPeer.class).map(t -> hint("certificate of ", t.subject(), t.evidence())));
        kinds.add(seen.of(Observation.MdnsServices.class).filter(m -> !m.services().isEmpty())
                .map(m -> new Hint("announces " + cut(String.join(", ", m.services())), null, m.evidence())));
        kinds.add(seen.of(Observation.RdpServer.class).map(r -> new Hint("is a remote desktop server", null, r.evidence())));
        kinds.add(seen.of(Observation.LdapServer.class).map(l -> new Hint("is a directory server", null, l.evidence())));
        kinds.add(ports(seen).stream());
        kinds.add(seen.of(Observation.SnmpEngine.class).map(e -> new Hint("speaks SNMPv3", null, e.evidence())));
        kinds.add(seen.of(Observation.NetbiosNames.class).map(n -> new Hint("answers NetBIOS", null, n.evidence())));
        kinds.add(seen.of(Observation.Port.class).filter(p -> p.state() == PortState.OPEN && p.protocol() == Protocol.UDP)
                .map(p -> new Hint("answers on UDP port " + p.port(), null, p.evidence())));
        kinds.add(seen.of(Observation.Port.class).filter(p -> p.state() == PortState.OPEN && p.protocol() == Protocol.ICMP)
                .map(p -> new Hint("answers ICMP echo", null, p.evidence())));
        kinds.add(seen.of(Observation.Port.class).filter(p -> p.state() == PortState.CLOSED)
                .map(p -> new Hint("refuses " + p.protocol() + " port " + p.port() + ", so it is there", null, p.evidence())));
        kinds.add(
                seen.of(Observation.NeighborMac.class).filter(Observation.NeighborMac::confirmed)
                        .map(n -> new Hint("answers on the local link alone", null, n.evidence())));
        return kinds;
    }

    private static Hint hint(String what, @Nullable String product, Evidence evidence) {
        var text = cut(String.valueOf(product));
        return new Hint(what + "\"" + text + "\"", text, evidence);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))));
    }

    private static Optional<Hint> ports(Observations observations) {
        var ports = observations.of(Observation.Port.class)
                .filter(p -> p.protocol() == Protocol.TCP && p.state() == PortState.OPEN)
                .map(Observation.Port::port).distinct().sorted().toList();
        if (ports.isEmpty()) {
            return Optional.empty();
        }
        var list = ports.stream().limit(MOST_PORTS).map(String::valueOf).collect(Collectors.joining(", "));
        var text = (ports.size() == 1 ? "TCP port " + list + " is open" : "TCP ports " + list + " are open")
                + (ports.size() > MOST_PORTS ? ", and " + (ports.size() - MOST_PORTS) + " more" : "");
        return observations.openEvidence(Protocol.TCP, ports.getFirst()).map(e -> new Hint(text, null, e));
    }
}
