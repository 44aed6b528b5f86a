package org.tidewaiter.engine.readiness;

import java.util.ArrayList;
import java.util.Locale;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.model.Protocol;

/** A port rule in words, for tables that people read. */
public final class RuleWords {

    private RuleWords() {
    }

    /** {@code recognise}. */
    public static String stage(PortRule rule) {
        return rule.stage().name().toLowerCase(Locale.ROOT);
    }

    /** {@code TCP 22}, or {@code ICMP}. */
    public static String port(PortRule rule) {
        return rule.protocol() == Protocol.ICMP ? "ICMP" : rule.protocol() + " " + rule.port();
    }

    /** Whose port it is. */
    public static String party(Party party) {
        return switch (party) {
            case TARGET -> "target";
            case DOMAIN_CONTROLLER -> "domain controller";
            case DNS_SERVER -> "DNS server";
        };
    }

    /** When it counts: {@code required}, {@code optional}, {@code only if windows-tcp-5985 fails}, {@code instead of windows-tcp-5985}. */
    public static String need(Need need) {
        return switch (need) {
            case Need.Required() -> "required";
            case Need.Optional() -> "optional";
            case Need.OnlyIfFails(var rule) -> "only if " + rule + " fails";
            case Need.AlternativeTo(var rule) -> "instead of " + rule;
        };
    }

    /** When it counts, with what else limits that. */
    public static String needs(PortRule rule) {
        var words = new ArrayList<String>();
        words.add(need(rule.need()));
        if (rule.traits().contains(Trait.DOMAIN_CREDENTIALS)) {
            words.add("with domain credentials");
        }
        if (rule.traits().contains(Trait.CONTROLLERS_ALONE)) {
            words.add("of domain controllers alone");
        }
        if (rule.traits().contains(Trait.TEMPORARY)) {
            words.add("temporary: shut again after preparing");
        }
        if (rule.traits().contains(Trait.UNANSWERED)) {
            words.add("never blocks: gives no answer by nature");
        }
        return String.join("; ", words);
    }

    /** {@code stated} by the source, or {@code inferred} by us. */
    public static String basis(PortRule rule) {
        return rule.basis() == Basis.STATED ? "stated" : "inferred";
    }
}
