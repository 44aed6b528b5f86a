package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopedAddress;

/** Asks single ports of single addresses, outside any run; nothing is stored. */
public record SpotCheck(Installed installed, CredentialSource credentials, Limits limits) {

    /** A port of an address; port 0 for ICMP. */
    public record Place(ScopedAddress address, Protocol protocol, int port) {
    }

    /**
     * Asks each place once, a silent one twice.
     *
     * @return in the order of the places
     */
    public List<ProbeAnswer> ask(List<Place> places) throws InterruptedException {
        var turn = new Semaphore(limits.hostsAtOnce());
        var questions = new ArrayList<Callable<ProbeAnswer>>();
        for (var place : places) {
            questions.add(() -> {
                turn.acquire();
                try {
                    var first = ask(place);
                    return first.state() == PortState.NO_ANSWER ? ask(place) : first;
                } finally {
                    turn.release();
                }
            });
        }
        return Together.ask(questions);
    }

    /** The most telling answer of all that may be asked there. */
    private ProbeAnswer ask(Place place) throws InterruptedException {
        var best = ProbeAnswer.silence();
        for (var probe : probes(place)) {
            var prober = ProbePlan.prober(probe, installed.probers());
            if (prober.isPresent()) {
                var carried = credentials.carried(prober.get(), place.address());
                if (carried.isPresent()) {
                    var answer = prober.get()
                            .ask(new Question(place.address(), probe, limits.connectTimeout(), carried.get(), null));
                    best = answer.state().compareTo(best.state()) < 0 ? answer : best;
                }
            }
        }
        return best;
    }

    private List<Probe> probes(Place place) {
        return switch (place.protocol()) {
            case TCP -> List.of(new Probe.TcpConnect(place.port()));
            case ICMP -> List.of(new Probe.IcmpEcho());
            case UDP -> udp(place.port());
            case ARP -> List.of();
        };
    }

    private List<Probe> udp(int port) {
        var own = installed.families().stream().flatMap(f -> f.probes().stream())
                .filter(p -> p.protocol() == Protocol.UDP && p.port() == port).distinct().toList();
        return own.isEmpty() ? List.of(new Probe.EmptyDatagram(port)) : own;
    }
}
