package org.tidewaiter.engine.readiness;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Cause;

/** Why a rule stands as it does: from its port's state and the login that went there. */
final class Causes {

    private Causes() {
    }

    static Cause of(PortRule rule, Seen seen, @Nullable Login login) {
        var port = port(rule, seen);
        if (login == null) {
            return port;
        }
        return switch (login.outcome()) {
            case ACCEPTED -> Cause.OPEN;
            case PRIVILEGE_MISSING -> Cause.PRIVILEGE;
            case REFUSED -> Cause.CREDENTIAL;
            // whoever answered something else there is silent to this credential alone
            case SILENT -> port == Cause.OPEN ? Cause.CREDENTIAL : port;
            case FAILED -> port == Cause.OPEN ? Cause.LOGIN_FAILED : port;
            case NO_CREDENTIAL -> port;
        };
    }

    private static Cause port(PortRule rule, Seen seen) {
        return switch (seen.state()) {
            case OPEN -> Cause.OPEN;
            case CLOSED -> Cause.NOTHING_LISTENS;
            case FILTERED -> Cause.PROHIBITED;
            case UNREACHABLE -> Cause.NO_ROUTE;
            case NO_ANSWER -> silence(rule, seen);
        };
    }

    private static Cause silence(PortRule rule, Seen seen) {
        return switch (seen.reason()) {
            case Seen.OUT_OF_SCOPE -> Cause.OUT_OF_SCOPE;
            case Seen.NO_SERVER -> Cause.NO_SERVER;
            case "no-answer", "answered-from-elsewhere" -> rule.traits().contains(Trait.UNANSWERED) ? Cause.BY_NATURE
                    : rule.protocol() == Protocol.UDP ? Cause.UDP_SILENCE : Cause.SILENCE;
            default -> rule.traits().contains(Trait.UNANSWERED) ? Cause.BY_NATURE : Cause.NOT_ASKED;
        };
    }
}
