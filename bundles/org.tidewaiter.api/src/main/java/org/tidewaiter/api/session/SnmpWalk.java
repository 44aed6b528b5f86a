package org.tidewaiter.api.session;

import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Oid;

/**
 * Reads everything below some object identifiers (RFC 3416 GetBulkRequest, or GetNextRequest with SNMPv1). One walk is one exchange.
 *
 * @param id         {@code if-table}
 * @param roots      subtrees: a table's entry ({@code 1.3.6.1.2.1.2.2.1}), or only the columns that are used
 * @param limitRows  most variables that are read; more is a shortfall
 */
public record SnmpWalk(String id, List<Oid> roots, int limitRows) implements Request {
    public SnmpWalk {
        roots = List.copyOf(roots);
        if (roots.isEmpty() || limitRows < 1) {
            throw new IllegalArgumentException(id + ": nothing to walk");
        }
    }

    /** Of dotted identifiers, at most 200,000 variables. */
    public static SnmpWalk of(String id, String... roots) {
        return new SnmpWalk(id, List.of(roots).stream().map(Oid::of).toList(), 200_000);
    }

    @Override
    public String text() {
        return "snmp walk " + roots.stream().map(Oid::toString).collect(Collectors.joining(" "));
    }
}
