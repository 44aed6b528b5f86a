package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.CredentialSource;
import org.tidewaiter.engine.SpotCheck;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.report.firewall.FirewallRequest;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.firewall.FirewallRequestFile;

/**
 * Asks again what a firewall request was about: exactly its destinations and ports. Its folder keeps what each recheck saw, so that a later
 * one can say that a port is shut again.
 */
record Recheck(Services services, Terminal console, NetworkOptions network, List<Credential> credentials) {

    private static final int MOST_SHOWN = 20;

    /** What is to be seen: after the change, or after the clean-up. */
    enum Expectation {
        open, shut
    }

    private record Asked(Opening opening, SpotCheck.Place place) {
        String key() {
            return opening.id() + " " + place.address();
        }
    }

    int run(Path folder, Expectation expected) throws IOException, UserException {
        var request = FirewallRequestFile.read(folder.resolve(FirewallRequestFile.NAME));
        var history = new RecheckHistory(folder);
        var asked = places(request);
        try {
            var check = new SpotCheck(services.installed(), CredentialSource.of(credentials), network.limits());
            var answers = check.ask(asked.stream().map(Asked::place).toList());
            var wrong = 0;
            for (var opening : request.openings()) {
                wrong += tell(opening, asked, answers, history, expected);
            }
            history.add(asked.stream().map(Asked::key).toList(), answers.stream().map(a -> isThrough(a.state())).toList());
            console.out().println(wrong == 0 ? "All of it is " + expected + ", as it should be."
                    : wrong + " of " + asked.size() + " are not " + expected + ".");
            console.out().flush();
            return wrong == 0 ? ExitStatus.COMPLETE : ExitStatus.FAILURE;
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "the recheck was cancelled");
        }
    }

    /** Whatever answers there came through the firewall, a reset too. */
    private static boolean isThrough(PortState state) {
        return state == PortState.OPEN || state == PortState.CLOSED;
    }

    private int tell(Opening opening, List<Asked> asked, List<ProbeAnswer> answers, RecheckHistory history,
            Expectation expected) {
        var wrong = new ArrayList<String>();
        var through = 0;
        var all = 0;
        var again = 0;
        for (var i = 0; i < asked.size(); i++) {
            if (asked.get(i).opening().equals(opening)) {
                all++;
                var answer = answers.get(i);
                var open = isThrough(answer.state());
                through += open ? 1 : 0;
                again += !open && history.wasOpen(asked.get(i).key()) ? 1 : 0;
                if (open != (expected == Expectation.open)) {
                    wrong.add(asked.get(i).place().address() + " (" + answer.reason() + ")");
                }
            }
        }
        console.out().println(opening.id() + ": " + through + " of " + all + " can be reached"
                + (again == 0 ? "" : "; " + again + " shut again since the last recheck"));
        wrong.stream().limit(MOST_SHOWN)
                .forEach(w -> console.out().println("    still " + (expected == Expectation.open ? "shut: " : "open: ") + w));
        if (wrong.size() > MOST_SHOWN) {
            console.out().println("    and " + (wrong.size() - MOST_SHOWN) + " more");
        }
        return wrong.size();
    }

    private List<Asked> places(FirewallRequest request) throws UserException {
        var gate = new ScopeGate(request.openings().stream().flatMap(o -> o.destinations().stream()).distinct().toList(),
                exclusions());
        var places = new ArrayList<Asked>();
        for (var opening : request.openings()) {
            for (var destination : opening.destinations()) {
                var address = destination.address();
                for (var more = true; more; address = address.next()) {
                    more = !address.equals(destination.last());
                    if (gate.allows(address)) {
                        try {
                            places.add(new Asked(opening,
                                    new SpotCheck.Place(gate.admit(address), opening.protocol(), opening.port())));
                        } catch (TransportException e) {
                            throw new IllegalStateException("the gate admits what it allows", e);
                        }
                    }
                }
            }
        }
        return places;
    }

    private List<Prefix> exclusions() throws UserException {
        try {
            return network.exclude().isEmpty() ? List.of()
                    : Targets.parse(network.exclude(), List.of(), true, new SystemResolver()).scope();
        } catch (TargetException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "cancelled before anything was asked");
        }
    }
}
