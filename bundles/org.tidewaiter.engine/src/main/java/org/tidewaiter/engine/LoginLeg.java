package org.tidewaiter.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.session.OutsideSession;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.readiness.Login;
import org.tidewaiter.engine.readiness.Login.Outcome;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.Transport;

/** Logs in as an audit of the device would, and out again; reads nothing. */
record LoginLeg(DeviceTools tools, @Nullable ScopedAddress address, @Nullable String name, EvidenceLog log,
        List<Observation> observations) {

    /** What came of it, by the rule whose port the login went to; empty where none was tried. */
    Map<String, Login> logins(DeviceFamily family, Claim claim) throws InterruptedException {
        var logins = new HashMap<String, Login>();
        var types = new LinkedHashSet<Class<? extends Session>>();
        tools.fence().call(family.id() + " auditor", () -> family.auditor().steps(claim, new Observations(observations)))
                .orElse(List.of()).forEach(step -> types.add(step.needs()));
        types.remove(OutsideSession.class);
        for (var type : types) {
            var opening = new SessionOpening(tools, address, name, log, observations);
            var live = opening.open(type);
            var transport = opening.tried();
            if (transport != null) {
                var login = live == null ? failed(opening, transport) : accepted(live);
                reached(family, transport, live == null ? transport.protocol() : carrier(transport))
                        .forEach(r -> logins.put(r.id(), login));
            }
        }
        return logins;
    }

    /** The rules of the port that the login went to; of the transport's usual one where the family has none of the other protocol. */
    private static List<PortRule> reached(DeviceFamily family, Transport<?> transport, Protocol carrier) {
        var rules = family.portRules().stream().filter(r -> r.party() == transport.party() && r.port() == transport.port())
                .filter(r -> r.party() != Party.TARGET || r.stage() == Stage.AUDIT).toList();
        var exact = rules.stream().filter(r -> r.protocol() == carrier).toList();
        return exact.isEmpty() ? rules.stream().filter(r -> r.protocol() == transport.protocol()).toList() : exact;
    }

    /** What the session that was just opened runs over: SNMP goes by TCP where UDP is dropped. */
    private Protocol carrier(Transport<?> transport) {
        return switch (opened().map(e -> SessionFacts.of(e.out()).value("carrier")).orElse("")) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> transport.protocol();
        };
    }

    private Optional<Exchange> opened() {
        return log.exchanges().stream().filter(e -> e.kind() == Exchange.Kind.SESSION).reduce((_, last) -> last);
    }

    private Login accepted(LiveSession<?> live) {
        try (live) {
            live.announce(List.of());
        }
        var session = opened();
        var elevation = session.map(e -> SessionFacts.of(e.out()).value("elevation")).orElse("");
        var outcome = elevation.startsWith("none") ? Outcome.PRIVILEGE_MISSING : Outcome.ACCEPTED;
        return new Login(outcome, elevation.replaceFirst("^none: ", ""), session.isEmpty() ? null : session.get().evidence());
    }

    /** As the evidence has it, redacted; without the address in front, so that what is said of many devices alike is told once. */
    private String said(SessionOpening opening) {
        var evidence = opening.evidence();
        var ending = evidence == null ? null : log.exchanges().get(evidence.exchange() - 1).ending();
        var shortfall = ending == null ? null : ending.shortfall();
        var detail = shortfall != null ? shortfall.detail() : ending != null ? ending.detail() : opening.shortfall().detail();
        return address == null ? detail
                : detail.replaceFirst("^\\S*" + Pattern.quote(address.toString()) + "\\S* ", "");
    }

    private Login failed(SessionOpening opening, Transport<?> transport) {
        var failure = opening.failure();
        var outcome = failure == Failure.REJECTED || failure == Failure.WITHHELD ? Outcome.REFUSED
                : failure == Failure.TIMED_OUT && transport.refusesInSilence() ? Outcome.SILENT : Outcome.FAILED;
        return new Login(outcome, said(opening), opening.evidence());
    }
}
