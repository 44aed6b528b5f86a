package org.tidewaiter.api.session;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Oid;

/** A value as an SNMP agent gave it (RFC 2578 section 7.1); noSuchObject and its like are no values. */
public sealed interface SnmpValue {

    /**
     * A number.
     *
     * @param type  what it counts
     * @param value for {@link Type#COUNTER64} all 64 bits count without sign
     */
    record Numeric(Type type, long value) implements SnmpValue {
        /** The numeric types. */
        public enum Type {
            INTEGER, COUNTER32, GAUGE32, TIME_TICKS, COUNTER64
        }
    }

    /**
     * Bytes: OCTET STRING, BITS, Opaque.
     *
     * @param bytes as received
     */
    record Octets(byte[] bytes) implements SnmpValue {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** An OBJECT IDENTIFIER. */
    record Identifier(Oid oid) implements SnmpValue {
    }

    /** An IpAddress, always IPv4. */
    record Address(IpAddress address) implements SnmpValue {
    }
}
