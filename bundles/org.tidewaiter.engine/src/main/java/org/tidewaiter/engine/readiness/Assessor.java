package org.tidewaiter.engine.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.readiness.RuleResult;
import org.tidewaiter.api.readiness.Standing;
import org.tidewaiter.api.readiness.Verdict;

/**
 * Judges one device by its family's rules. A rule and its alternatives stand as the best of them does; the device as the worst of its rules.
 * What was needed to recognise a device counts only while it is not recognised; what authenticates only while no login was accepted; what
 * prepares it only while preparing would help; a rule whose port gives no answer by nature never.
 */
public final class Assessor {

    private final String family;
    private final List<PortRule> rules;
    private final Situation situation;
    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private final Map<String, List<PortRule>> alternatives = new HashMap<>();
    private final Set<String> counting = new HashSet<>();
    private Verdict verdict = Verdict.READY;
    private final Set<String> preparable = new HashSet<>();

    private Assessor(String family, List<PortRule> rules, Situation situation) {
        this.family = family;
        this.rules = rules;
        this.situation = situation;
        for (var rule : rules) {
            causes.put(rule.id(), Causes.of(rule, situation.seen(rule), situation.logins().get(rule.id())));
            if (rule.need() instanceof Need.AlternativeTo(var other)) {
                alternatives.computeIfAbsent(other, _ -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** Judges a device of a family. */
    public static Readiness assess(String family, List<PortRule> rules, Situation situation) {
        return new Assessor(family, rules, situation).assess();
    }

    /**
     * Judges a device that nothing gives away: it may be of any family, so what each of them would need is told.
     *
     * @param fallback id of the family that takes such devices
     * @param rules    of all other families
     */
    public static Readiness unrecognised(String fallback, List<PortRule> rules, Situation situation) {
        var needed = rules.stream().filter(
                r -> r.stage() == Stage.AUDIT && r.party() == Party.TARGET && r.need() instanceof Need.Required).toList();
        var assessor = new Assessor(fallback, needed, situation);
        assessor.verdict = Verdict.UNKNOWN;
        needed.forEach(r -> assessor.counting.add(r.id()));
        return assessor.readiness();
    }

    private Readiness assess() {
        for (var rule : rules) {
            if (applies(rule)) {
                switch (rule.need()) {
                    case Need.Required() -> judge(rule, true);
                    case Need.Optional() -> judge(rule, false);
                    case Need.OnlyIfFails(var other) -> judgeFallback(rule, other);
                    case Need.AlternativeTo _ -> {
                        // judged together with the rule that it replaces
                    }
                }
            }
        }
        return readiness();
    }

    private boolean applies(PortRule rule) {
        var traits = rule.traits();
        return !traits.contains(Trait.UNANSWERED) && (situation.domain() || !traits.contains(Trait.DOMAIN_CREDENTIALS))
                && !(situation.recognised() && rule.stage() == Stage.RECOGNISE)
                && !(rule.stage() == Stage.AUTHENTICATE && rules.stream().anyMatch(r -> r.stage() == Stage.AUDIT && letIn(r)));
    }

    /** Whether a login there was accepted. */
    private boolean letIn(PortRule rule) {
        var login = situation.logins().get(rule.id());
        return login != null && switch (login.outcome()) {
            case ACCEPTED, PRIVILEGE_MISSING -> true;
            case REFUSED, SILENT, FAILED, NO_CREDENTIAL -> false;
        };
    }

    private Standing standing(PortRule rule) {
        return causes.getOrDefault(rule.id(), Cause.NOT_ASKED).standing();
    }

    /** The best of a rule and its alternatives. A credential that one of them refuses is no better at another that nobody tried. */
    private Standing best(PortRule rule) {
        var all = Stream.concat(Stream.of(rule), alternatives.getOrDefault(rule.id(), List.of()).stream()).toList();
        if (all.stream().anyMatch(r -> causes.get(r.id()) == Cause.CREDENTIAL) && all.stream().noneMatch(this::letIn)) {
            return Standing.REFUSED;
        }
        return all.stream().map(this::standing).min(Comparator.naturalOrder()).orElse(Standing.UNASKED);
    }

    private void judge(PortRule rule, boolean required) {
        var best = best(rule);
        var effect = switch (best) {
            case MET -> Verdict.READY;
            case LIMITED -> Verdict.DEGRADED;
            // a device need not have the service; a server that was chosen to be asked has it
            case AMBIGUOUS -> required ? Verdict.UNKNOWN : rule.party() == Party.TARGET ? Verdict.READY : Verdict.DEGRADED;
            // what was left out may be open; whoever must not be asked, or is not known, gives nothing
            case UNASKED -> required ? Verdict.UNKNOWN
                    : causes.get(rule.id()) == Cause.NOT_ASKED ? Verdict.READY : Verdict.DEGRADED;
            case REFUSED -> required ? Verdict.BLOCKED : Verdict.DEGRADED;
            case SHUT -> required ? shut(rule) : Verdict.DEGRADED;
        };
        verdict = verdict.worse(effect);
        if (effect != Verdict.READY) {
            count(rule, best);
        }
    }

    /**
     * The rule, and those alternatives of it that are nearer to being met than it is itself. Where one of them answers and is not content with
     * the login, that alone is the reason.
     */
    private void count(PortRule rule, Standing best) {
        var answers = best == Standing.LIMITED || best == Standing.REFUSED;
        if (standing(rule) != Standing.MET && (!answers || standing(rule) == best)) {
            counting.add(rule.id());
        }
        for (var other : alternatives.getOrDefault(rule.id(), List.of())) {
            if (standing(other) == best && standing(rule) != best) {
                counting.add(other.id());
            }
        }
    }

    /** What it means that a required port is shut: the device may be prepared from here. */
    private Verdict shut(PortRule rule) {
        var means = rules.stream().filter(r -> r.stage() == Stage.PREPARE && !r.traits().contains(Trait.UNANSWERED)
                && r.need() instanceof Need.OnlyIfFails(var other) && other.equals(rule.id())).toList();
        if (means.isEmpty() || !isHelpedByPreparing(rule)) {
            return Verdict.BLOCKED;
        }
        if (means.stream().allMatch(r -> standing(r) == Standing.MET)) {
            preparable.add(rule.id());
            return Verdict.PREPARABLE;
        }
        return means.stream().allMatch(r -> standing(r) == Standing.MET || standing(r) == Standing.UNASKED) ? Verdict.UNKNOWN
                : Verdict.BLOCKED;
    }

    /** What a router forbids stays forbidden, whatever is switched on behind it. */
    private boolean isHelpedByPreparing(PortRule rule) {
        return switch (causes.getOrDefault(rule.id(), Cause.NOT_ASKED)) {
            case NOTHING_LISTENS, SILENCE -> true;
            case PROHIBITED -> situation.seen(rule).teller() == null;
            default -> false;
        };
    }

    private boolean fails(PortRule rule) {
        return switch (best(rule)) {
            case AMBIGUOUS, SHUT -> true;
            // nobody knows yet whether the other port is needed
            case UNASKED -> false;
            case MET, LIMITED, REFUSED -> false;
        };
    }

    private void judgeFallback(PortRule rule, String other) {
        var failing = rules.stream().filter(r -> r.id().equals(other)).filter(this::fails).findFirst();
        if (failing.isEmpty() || standing(rule) == Standing.MET
                || rule.stage() == Stage.PREPARE && !isHelpedByPreparing(failing.get())) {
            return;
        }
        if (rule.stage() == Stage.PREPARE || rule.stage() == Stage.RECOGNISE) {
            // the verdict is the other rule's
            counting.add(rule.id());
        } else {
            judge(rule, false);
        }
    }

    private Readiness readiness() {
        var results = new ArrayList<RuleResult>();
        for (var rule : rules) {
            var seen = situation.seen(rule);
            var cause = causes.getOrDefault(rule.id(), Cause.NOT_ASKED);
            var login = situation.logins().get(rule.id());
            var counts = counting.contains(rule.id());
            var sentences = new Sentences(rule, cause, seen, login, preparable.contains(rule.id()));
            results.add(new RuleResult(rule, cause, counts, seen.server(), seen.teller(), counts ? sentences.why() : "",
                    counts ? sentences.remedy() : "",
                    login != null && login.evidence() != null ? login.evidence() : seen.evidence()));
        }
        return new Readiness(family, situation.recognised(), verdict, results);
    }
}
