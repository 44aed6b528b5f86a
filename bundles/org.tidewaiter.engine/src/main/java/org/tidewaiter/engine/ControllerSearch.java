package org.tidewaiter.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.RunOrder.Domain;
import org.tidewaiter.engine.readiness.Seen;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;

/**
 * Finds the domain's controllers, named by the user or by DNS, and asks each port that a rule names once.
 *
 * @param notes told what was found, for the user
 */
record ControllerSearch(Installed installed, Domain domain, ScopeGate gate, List<ScopedAddress> nameServers, Limits limits,
        Consumer<String> notes) {

    private static final int MOST_CONTROLLERS = 16;
    /** A controller that answers there is asked before the others (RFC 4120 section 7.2.3). */
    private static final int KERBEROS = 88;

    DomainControllers search() throws InterruptedException {
        var answers = new TreeMap<Integer, ProbeAnswer>();
        var controllers = controllers();
        var ready = new HashSet<String>();
        for (var port : ports()) {
            for (var answer : ask(controllers, port)) {
                answers.merge(port, answer, ControllerSearch::better);
                if (port == KERBEROS && answer.state() == PortState.OPEN) {
                    ready.add(new String(answer.bytes(), StandardCharsets.US_ASCII));
                }
            }
        }
        return new DomainControllers(answers, new Realm(domain.name(), admitted(controllers, ready)));
    }

    /** Those that may be asked, with those first that let us in where logins are checked. */
    private List<ScopedAddress> admitted(Map<IpAddress, Boolean> controllers, Set<String> ready) {
        var admitted = new ArrayList<ScopedAddress>();
        for (var controller : controllers.entrySet()) {
            if (controller.getValue()) {
                try {
                    admitted.add(gate.admitServer(controller.getKey()));
                } catch (TransportException e) {
                    notes.accept("domain controller " + e.getMessage());
                }
            }
        }
        admitted.sort(Comparator.comparing(c -> !ready.contains(c.toString())));
        return admitted;
    }

    private List<Integer> ports() {
        return installed.families().stream().flatMap(f -> f.portRules().stream())
                .filter(r -> r.party() == Party.DOMAIN_CONTROLLER).map(r -> r.port()).distinct().sorted().toList();
    }

    /** By address; false where it lies outside the scope. */
    private Map<IpAddress, Boolean> controllers() throws InterruptedException {
        var found = new LinkedHashMap<IpAddress, Boolean>();
        domain.controllers().forEach(address -> found.put(address, true));
        if (found.isEmpty() && !domain.name().isEmpty()) {
            for (var nameServer : nameServers.stream().limit(1).toList()) {
                locate(nameServer, found);
            }
        }
        if (found.isEmpty()) {
            notes.accept("the domain " + domain.name() + ": no domain controller was found"
                    + (nameServers.isEmpty() ? ", for there is no name server to ask"
                            : " by DNS at " + nameServers.getFirst().address())
                    + "; name one with --domain-controller");
        }
        return found;
    }

    private void locate(ScopedAddress nameServer, Map<IpAddress, Boolean> found) throws InterruptedException {
        var service = "_ldap._tcp.dc._msdcs." + domain.name();
        for (var located : installed.locator().locate(service, nameServer, Duration.ofSeconds(3))) {
            located.addresses().stream().limit(1).filter(_ -> found.size() < MOST_CONTROLLERS).forEach(address -> {
                var allowed = gate.allows(address);
                found.putIfAbsent(address, allowed);
                notes.accept("domain controller " + located.host() + " (" + address + "), by DNS"
                        + (allowed ? ""
                                : ": it lies outside the scope, so nothing was sent to it; if it may be asked, name it with"
                                        + " --domain-controller"));
            });
        }
    }

    private List<ProbeAnswer> ask(Map<IpAddress, Boolean> controllers, int port) throws InterruptedException {
        var questions = new ArrayList<Callable<ProbeAnswer>>();
        controllers.forEach((address, allowed) -> questions.add(() -> DomainControllers.about(address.toString(),
                allowed ? ask(gate.admitServer(address), port)
                        : new ProbeAnswer(PortState.NO_ANSWER, Seen.OUT_OF_SCOPE, null, new byte[0]))));
        return Together.ask(questions);
    }

    private ProbeAnswer ask(ScopedAddress controller, int port) throws InterruptedException {
        var probe = new Probe.TcpConnect(port);
        var prober = ProbePlan.prober(probe, installed.probers());
        return prober.isEmpty() ? ProbeAnswer.silence()
                : prober.get().ask(Question.of(controller, probe, limits.connectTimeout()));
    }

    /** Any controller will do: the first that is open, or else the first that said something. */
    private static ProbeAnswer better(ProbeAnswer one, ProbeAnswer other) {
        var otherTold = !other.reason().equals(Seen.OUT_OF_SCOPE);
        return other.state().compareTo(one.state()) < 0 || one.reason().equals(Seen.OUT_OF_SCOPE) && otherTold ? other : one;
    }
}
