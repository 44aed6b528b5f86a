package org.tidewaiter.family.snmp.parse;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpValue;

/**
 * The system group's values (RFC 3418).
 *
 * @param services sysServices
 */
public record SystemGroup(@Nullable String description, @Nullable Oid objectId, @Nullable Duration upTime,
        @Nullable String contact,
        @Nullable String name, @Nullable String location, @Nullable Long services) {

    private static final Oid SYSTEM = Oid.of("1.3.6.1.2.1.1");

    /** Of an answer that holds them. */
    public static SystemGroup of(SnmpReply reply) {
        return new SystemGroup(Values.text(value(reply, 1)), Values.oid(value(reply, 2)), Values.ticks(value(reply, 3)),
                Values.text(value(reply, 4)), Values.text(value(reply, 5)), Values.text(value(reply, 6)),
                Values.number(value(reply, 7)));
    }

    private static @Nullable SnmpValue value(SnmpReply reply, int arc) {
        return Values.value(reply, SYSTEM.append(arc, 0));
    }
}
