package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.probe.Probe.Audience;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.engine.sweep.SweepProbe;

/**
 * The probes of all families, each asked once, in the order in which they become evidence. A banner says all that a plain connect to the same
 * port would, so the connect is left out; whatever wants an open port needs one of the two.
 *
 * @param sweep    asked of every target: presence first, this machine's own tables last
 * @param present  asked of devices that gave a sign of life
 * @param openPort asked where the port is open
 */
record ProbePlan(List<PlannedProbe> sweep, List<PlannedProbe> present, List<PlannedProbe> openPort) {

    /** Two ports at which nothing listens: a device that accepts even these accepts everything. */
    static final List<Probe> CANARIES = List.of(new Probe.TcpConnect(28_123), new Probe.TcpConnect(59_177));

    static ProbePlan of(Installed installed, Ports ports, Work work) {
        var probers = probers(installed, work);
        var merged = new LinkedHashSet<Probe>();
        installed.families().stream().flatMap(f -> f.probes().stream()).forEach(merged::add);
        if (work.judges()) {
            RuleProbes.add(installed.families(), merged);
        } else if (work.reads() && work.controllers() != null) {
            RuleProbes.addControllers(installed.families(), merged);
        }
        var placed = new LinkedHashSet<Probe>();
        merged.forEach(probe -> placed.add(ports.placed(probe, installed.transports())));
        restrict(placed, work);
        return plan(placed, probers);
    }

    private static List<Prober> probers(Installed installed, Work work) {
        var controllers = work.controllers();
        return controllers == null ? installed.probers()
                : Stream.concat(installed.probers().stream(), Stream.of(controllers)).toList();
    }

    private static void restrict(Set<Probe> merged, Work work) {
        var onlyTcp = work.onlyTcp();
        if (!onlyTcp.isEmpty()) {
            merged.removeIf(
                    p -> !isPresenceOrName(p) && (!work.reads() || !onlyTcp.contains(p.port()) || p.protocol() != Protocol.TCP));
            onlyTcp.stream().sorted().map(Probe.TcpConnect::new).forEach(merged::add);
        }
    }

    private static ProbePlan plan(Set<Probe> merged, List<Prober> probers) {
        for (var probe : List.copyOf(merged)) {
            if (probe.audience() == Audience.OPEN_PORT) {
                merged.add(new Probe.TcpConnect(probe.port()));
            }
        }
        var sweep = new ArrayList<PlannedProbe>();
        var present = new ArrayList<PlannedProbe>();
        var openPort = new ArrayList<PlannedProbe>();
        for (var probe : merged) {
            if (!isCovered(probe, merged)) {
                prober(probe, probers).ifPresent(prober -> (switch (probe.audience()) {
                    case EVERYONE -> prober instanceof SweepProber ? sweep : present;
                    case PRESENT -> present;
                    case OPEN_PORT -> openPort;
                }).add(new PlannedProbe(probe, prober)));
            }
        }
        sweep.sort(Comparator.comparingInt(planned -> rank(planned.probe().protocol())));
        return new ProbePlan(List.copyOf(sweep), List.copyOf(present), List.copyOf(openPort));
    }

    static Optional<Prober> prober(Probe probe, List<Prober> probers) {
        return probers.stream().filter(p -> p.supports(probe)).findFirst();
    }

    private static boolean isCovered(Probe probe, Set<Probe> all) {
        return probe instanceof Probe.TcpConnect connect && all.contains(new Probe.Banner(connect.port()));
    }

    private static boolean isPresenceOrName(Probe probe) {
        return probe.protocol() == Protocol.ICMP || probe.protocol() == Protocol.ARP || probe.party() != Party.TARGET;
    }

    private static int rank(Protocol protocol) {
        return switch (protocol) {
            case ICMP -> 0;
            case TCP -> 1;
            case UDP -> 2;
            case ARP -> 3;
        };
    }

    /** Everything that may be asked. */
    Stream<PlannedProbe> all() {
        return Stream.of(sweep, present, openPort).flatMap(List::stream);
    }

    /** What is asked of every target. */
    List<SweepProbe> sweepProbes() {
        var probes = new ArrayList<SweepProbe>();
        for (var planned : sweep) {
            if (planned.prober() instanceof SweepProber prober) {
                probes.add(new SweepProbe(planned.probe(), prober));
            }
        }
        return probes;
    }
}
