package org.tidewaiter.api.readiness;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule;

/**
 * One rule at one device.
 *
 * @param counts   whether it is among the reasons for a verdict that is not READY
 * @param server   who was asked, or would be, where that is not the device itself
 * @param teller   who said no, where it was neither the device nor the server
 * @param why      why we think so; empty where the rule does not count
 * @param remedy   what to do; empty where the rule does not count
 * @param evidence absent where nothing was asked
 */
public record RuleResult(PortRule rule, Cause cause, boolean counts, @Nullable IpAddress server, @Nullable IpAddress teller,
        String why, String remedy, @Nullable Evidence evidence) {

    /** The data classes that are missing because of it, as far as they are known by rule. */
    public Set<Class<? extends Item>> lost() {
        return counts && loses() ? rule.lost() : Set.of();
    }

    private boolean loses() {
        return switch (cause) {
            case OPEN, BY_NATURE -> false;
            // which data a right is for, the rule does not know
            case PRIVILEGE -> false;
            // it may be open
            case NOT_ASKED -> false;
            case UDP_SILENCE, OUT_OF_SCOPE, NO_SERVER, CREDENTIAL, LOGIN_FAILED, NOTHING_LISTENS, SILENCE, PROHIBITED, NO_ROUTE ->
                true;
        };
    }
}
