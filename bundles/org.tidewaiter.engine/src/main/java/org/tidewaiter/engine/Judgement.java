package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.readiness.RuleResult;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.readiness.Assessor;
import org.tidewaiter.engine.readiness.Login;
import org.tidewaiter.engine.readiness.Seen;
import org.tidewaiter.engine.readiness.Situation;
import org.tidewaiter.engine.spi.ScopedAddress;

/** What can be done with one device: from what was seen of it, a login if one may be tried, and the rules of its family. */
record Judgement(DeviceTools tools, @Nullable ScopedAddress address, @Nullable String name, EvidenceLog log,
        List<Observation> observations) {

    /** The judgement of a device that was recognised so. */
    Readiness of(Recognition recognition) throws InterruptedException {
        var claim = recognition.claims().isEmpty() ? null : recognition.claims().getFirst();
        var fallback = tools.installed().families().stream().filter(DeviceFamily::isFallback).findFirst();
        var family = claim == null ? null
                : tools.installed().families().stream().filter(f -> f.id().equals(claim.family()) && !f.isFallback())
                        .findFirst().orElse(null);
        Readiness own;
        if (family == null || claim == null) {
            var others = tools.installed().families().stream().filter(f -> !f.isFallback())
                    .flatMap(f -> f.portRules().stream()).toList();
            own = Assessor.unrecognised(fallback.map(DeviceFamily::id).orElse(""), others, situation(false, others, Map.of()));
        } else {
            var sure = claim.confidence() != Confidence.HINT;
            own = Assessor.assess(family.id(), family.portRules(),
                    situation(sure, family.portRules(), logins(family, claim, sure)));
        }
        var results = new ArrayList<>(own.results());
        fallback.ifPresent(f -> results.addAll(surroundings(f)));
        return new Readiness(own.family(), own.recognised(), own.verdict(), results);
    }

    private Map<String, Login> logins(DeviceFamily family, Claim claim, boolean sure) throws InterruptedException {
        var may = tools.work().logsIn() && (sure || tools.limits().loginOnHint());
        return may ? new LoginLeg(tools, address, name, log, observations).logins(family, claim) : Map.of();
    }

    /** How names and presence stand: that says nothing of the audit, and belongs into the matrix. */
    private List<RuleResult> surroundings(DeviceFamily fallback) {
        var rules = fallback.portRules().stream().filter(r -> r.stage() == Stage.SCAN).toList();
        return Assessor.assess(fallback.id(), rules, situation(true, rules, Map.of())).results().stream()
                .map(r -> new RuleResult(r.rule(), r.cause(), false, r.server(), r.teller(), "", "", r.evidence())).toList();
    }

    private Situation situation(boolean recognised, List<PortRule> rules, Map<String, Login> logins) {
        var seen = new HashMap<String, Seen>();
        for (var rule : rules) {
            var there = seen(rule);
            if (there != null) {
                seen.put(rule.id(), there);
            }
        }
        var domain = observations.stream()
                .anyMatch(o -> o instanceof Observation.ServerPort s && s.party() == Party.DOMAIN_CONTROLLER);
        return new Situation(recognised, domain, seen, logins);
    }

    /** The most telling state that was seen of a rule's port; absent when it was not asked. */
    private @Nullable Seen seen(PortRule rule) {
        var port = tools.ports().at(rule, tools.installed().transports());
        Seen best = null;
        for (var observation : observations) {
            var seen = switch (observation) {
                case Observation.Port p when rule.party() == Party.TARGET && p.protocol() == rule.protocol()
                        && p.port() == port ->
                    new Seen(p.state(), p.reason(), null, p.teller(), p.evidence());
                case Observation.ServerPort p when p.party() == rule.party() && p.protocol() == rule.protocol()
                        && p.port() == rule.port() && concerns(rule) ->
                    new Seen(p.state(), p.reason(), p.server(), p.teller(), p.evidence());
                default -> null;
            };
            if (seen != null && (best == null || seen.state().compareTo(best.state()) < 0)) {
                best = seen;
            }
        }
        return best;
    }

    /** What is read of a domain controller alone is not missed at others. */
    private boolean concerns(PortRule rule) {
        var realm = tools.work().realm();
        var device = address;
        return !rule.traits().contains(Trait.CONTROLLERS_ALONE) || device != null && realm != null
                && realm.controllers().stream().anyMatch(c -> c.address().equals(device.address()));
    }
}
