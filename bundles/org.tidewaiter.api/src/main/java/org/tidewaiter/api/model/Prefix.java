package org.tidewaiter.api.model;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A CIDR block (RFC 4632, RFC 4291 section 2.3).
 *
 * @param address the block's first address: bits past the length are zero
 * @param length  0 to 32 or 0 to 128
 */
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {

    public Prefix {
        if (length < 0 || length > address.bits()) {
            throw new IllegalArgumentException(address + "/" + length + ": the length must lie between 0 and " + address.bits());
        }
        address = masked(address, length);
    }

    /** The block of one address. */
    public static Prefix of(IpAddress address) {
        return new Prefix(address, address.bits());
    }

    /** Reads {@code address/length} or a single address; host bits are cleared. Empty when it is neither. */
    public static Optional<Prefix> tryParse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.tryParse(text).map(Prefix::of);
        }
        var digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        var length = Integer.parseInt(digits);
        return IpAddress.tryParse(text.substring(0, slash)).filter(a -> length <= a.bits()).map(a -> new Prefix(a, length));
    }

    /** Whether the address lies in this block; zones are ignored, another IP version never does. */
    public boolean contains(IpAddress other) {
        return other.version() == address.version() && masked(other.withoutZone(), length).equals(address.withoutZone());
    }

    /** The block's last address. */
    public IpAddress last() {
        var host = address.bits() - length;
        if (address.version() == 4) {
            return new IpAddress(4, 0, address.low() | ones(host), null);
        }
        return new IpAddress(6, address.high() | ones(host - 64), address.low() | ones(host), address.zone());
    }

    /** How many addresses the block holds: 1 to 2^128. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(address.bits() - length);
    }

    @Override
    public int compareTo(Prefix other) {
        var result = address.compareTo(other.address);
        return result != 0 ? result : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    private static IpAddress masked(IpAddress address, int length) {
        var host = address.bits() - length;
        if (address.version() == 4) {
            return new IpAddress(4, 0, address.low() & ~ones(host), null);
        }
        return new IpAddress(6, address.high() & ~ones(host - 64), address.low() & ~ones(host), address.zone());
    }

    private static long ones(int count) {
        return count <= 0 ? 0 : count >= 64 ? -1 : (1L << count) - 1;
    }
}
