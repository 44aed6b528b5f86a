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
 */
public record PortRule(String id, Stage stage, Protocol protocol, int port, Party party, Need need, String purpose, String effect,
        Set<Class<? extends Item>> lost, String source, Basis basis, @Nullable String note) {

    public PortRule {
        lost = Set.copyOf(lost);
        if (protocol == Protocol.ICMP ? port != 0 : port < 1 || port > 65535) {
            throw new IllegalArgumentException(id + ": port " + port);
        }
        if (purpose.isBlank() || effect.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException(id + ": purpose, effect and source must be told");
        }
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
