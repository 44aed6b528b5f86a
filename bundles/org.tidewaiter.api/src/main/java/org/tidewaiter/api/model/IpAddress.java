package org.tidewaiter.api.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a value; parsing one never looks up a name. Text forms are RFC 5952 for IPv6 and the dotted quad for IPv4;
 * a zone (RFC 4007, {@code fe80::1%eth0}) belongs to the value.
 *
 * @param version 4 or 6
 * @param high    the upper 64 bits; 0 for IPv4
 * @param low     the lower 64 bits; IPv4 uses the lowest 32
 * @param zone    interface name or index of a link-local IPv6 address, otherwise absent
 */
public record IpAddress(int version, long high, long low, @Nullable String zone) implements Comparable<IpAddress> {

    public IpAddress {
        if (version != 4 && version != 6) {
            throw new IllegalArgumentException("IP version " + version);
        }
        if (version == 4 && (high != 0 || low >>> 32 != 0 || zone != null)) {
            throw new IllegalArgumentException("not an IPv4 value");
        }
    }

    /**
     * Reads a numeric address.
     *
     * @throws IllegalArgumentException when the text is no numeric IP address (a host name, say)
     */
    public static IpAddress parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** Reads a numeric address; empty when the text is anything else. */
    public static Optional<IpAddress> tryParse(String text) {
        return Optional.ofNullable(IpText.parse(text));
    }

    /**
     * The address of 4 or 16 bytes in network order. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) stays IPv6.
     *
     * @throws IllegalArgumentException for any other length
     */
    public static IpAddress ofBytes(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new IpAddress(4, 0, ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL, null);
            case 16 -> new IpAddress(6, ByteBuffer.wrap(bytes).getLong(), ByteBuffer.wrap(bytes, 8, 8).getLong(), null);
            default -> throw new IllegalArgumentException(bytes.length + " bytes are no IP address");
        };
    }

    /** 4 or 16 bytes in network order. */
    public byte[] bytes() {
        return version == 4 ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** The address as Java's sockets want it; made from bytes, so nothing is looked up. A zone that this machine does not have is an error. */
    public InetAddress toInetAddress() throws UnknownHostException {
        return zone == null ? InetAddress.getByAddress(bytes()) : InetAddress.getByName(toString());
    }

    /** 32 or 128. */
    public int bits() {
        return version == 4 ? 32 : 128;
    }

    /** The same address without its zone. */
    public IpAddress withoutZone() {
        return zone == null ? this : new IpAddress(version, high, low, null);
    }

    /** The next address upwards; wraps around after the last. */
    public IpAddress next() {
        if (version == 4) {
            return new IpAddress(4, 0, low + 1 & 0xffff_ffffL, null);
        }
        return new IpAddress(6, low == -1 ? high + 1 : high, low + 1, zone);
    }

    /** 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return version == 4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** 0.0.0.0 or ::, which a listening socket shows for "every address". */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** IPv4 before IPv6, then numerically, then by zone. */
    @Override
    public int compareTo(IpAddress other) {
        var result = Integer.compare(version, other.version);
        result = result != 0 ? result : Long.compareUnsigned(high, other.high);
        result = result != 0 ? result : Long.compareUnsigned(low, other.low);
        return result != 0 ? result : (zone == null ? "" : zone).compareTo(other.zone == null ? "" : other.zone);
    }

    @Override
    public String toString() {
        return IpText.format(this);
    }
}
