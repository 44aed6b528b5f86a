package org.tidewaiter.api.model;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;

/**
 * One line of "which ports does an audit of this family need": the vendor page's row as data.
 *
 * @param id     {@code family-protocol-port[-stage]}, unique among all families
 * @param port   1 to 65535; 0 for ICMP
 * @param need   when the rule counts
 * @param purpose what the port is used for, one line
 * @param effect what happens when it is blocked, one line
 * @param lost   data classes that are then missing; empty when the effect is not about data
 * @param source who says so: a document's name, or {@code Tidewaiter} for what the family itself uses
 * @param basis  whether the source states the effect or we infer it
 * @param note   where the source says something unusual; otherwise absent
 * @param traits what else is to be known of it
 * @param enable how the service behind the port is switched on, in one imperative phrase: "start the SSH server"; absent where there is
 *               nothing to be switched on
 */
public record PortRule(String id, Stage stage, Protocol protocol, int port, Party party, Need need, String purpose, String effect,
        Set<Class<? extends Item>> lost, String source, Basis basis, @Nullable String note, Set<Trait> traits,
        @Nullable String enable) {

    public PortRule {
        lost = Set.copyOf(lost);
        traits = Set.copyOf(traits);
        if (protocol == Protocol.ICMP ? port != 0 : port < 1 || port > 65535) {
            throw new IllegalArgumentException(id + ": port " + port);
        }
        if (purpose.isBlank() || effect.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException(id + ": purpose, effect and source must be told");
        }
    }

    /** A rule without traits. */
    public PortRule(String id, Stage stage, Protocol protocol, int port, Party party, Need need, String purpose, String effect,
            Set<Class<? extends Item>> lost, String source, Basis basis, @Nullable String note) {
        this(id, stage, protocol, port, party, need, purpose, effect, lost, source, basis, note, Set.of(), null);
    }

    /** The same with these traits. */
    public PortRule with(Trait... more) {
        return new PortRule(id, stage, protocol, port, party, need, purpose, effect, lost, source, basis, note, Set.of(more),
                enable);
    }

    /** The same with a phrase that says how the service is switched on. */
    public PortRule enabledBy(String phrase) {
        return new PortRule(id, stage, protocol, port, party, need, purpose, effect, lost, source, basis, note, traits, phrase);
    }

    /** What else is to be known of a rule. */
    public enum Trait {
        /** The port may be shut again once the device has been prepared. */
        TEMPORARY,
        /** Nothing answers there by nature, so silence proves nothing and the rule never blocks. */
        UNANSWERED,
        /** Counts only where credentials of a domain are used. */
        DOMAIN_CREDENTIALS,
        /** Counts only where the device is the domain controller itself: nothing is read there of others. */
        CONTROLLERS_ALONE
    }

    /** What an audit is doing when it needs the port, in order. */
    public enum Stage {
        SCAN, RECOGNISE, PREPARE, AUTHENTICATE, AUDIT, ENRICH
    }

    /** Whose port it is. */
    public enum Party {
        TARGET, DOMAIN_CONTROLLER, DNS_SERVER
    }

    /** Whether the effect is the source's statement or our inference. */
    public enum Basis {
        STATED, INFERRED
    }

    /** When a rule counts. */
    public sealed interface Need {
        /** Without it the stage fails. */
        record Required() implements Need {
        }

        /** Without it something is lost, but the stage goes on. */
        record Optional() implements Need {
        }

        /**
         * Only looked at when another rule fails.
         *
         * @param rule id of that rule
         */
        record OnlyIfFails(String rule) implements Need {
        }

        /**
         * Either this rule or the other one suffices.
         *
         * @param rule id of the other rule
         */
        record AlternativeTo(String rule) implements Need {
        }
    }
}
