package org.tidewaiter.engine.readiness;

import java.util.Map;

import org.tidewaiter.api.model.PortRule;

/**
 * All that a verdict follows from, beside the rules.
 *
 * @param recognised whether the device surely is of the family
 * @param domain     whether credentials of a domain are, or will be, used on it
 * @param seen       by rule id; what is not in it was not asked
 * @param logins     by the id of the rule whose port the login goes to; empty where none was tried
 */
public record Situation(boolean recognised, boolean domain, Map<String, Seen> seen, Map<String, Login> logins) {

    public Situation {
        seen = Map.copyOf(seen);
        logins = Map.copyOf(logins);
    }

    Seen seen(PortRule rule) {
        return seen.getOrDefault(rule.id(), Seen.nothing(Seen.NOT_ASKED));
    }
}
