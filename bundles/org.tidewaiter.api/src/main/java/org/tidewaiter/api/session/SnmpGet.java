package org.tidewaiter.api.session;

import java.util.List;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Oid;

/**
 * Reads single objects (RFC 3416 GetRequest).
 *
 * @param id   {@code system-group}
 * @param oids whole object identifiers, instance included
 */
public record SnmpGet(String id, List<Oid> oids) implements Request {
    public SnmpGet {
        oids = List.copyOf(oids);
        if (oids.isEmpty()) {
            throw new IllegalArgumentException(id + ": nothing to get");
        }
    }

    /** Of dotted identifiers. */
    public static SnmpGet of(String id, String... oids) {
        return new SnmpGet(id, List.of(oids).stream().map(Oid::of).toList());
    }

    @Override
    public String text() {
        return "snmp get " + oids.stream().map(Oid::toString).collect(Collectors.joining(" "));
    }
}
