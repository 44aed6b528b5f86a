package org.tidewaiter.api.model;

import java.util.HexFormat;
import java.util.Optional;

/**
 * An IEEE 802 MAC-48 (EUI-48) address.
 *
 * @param value the 48 bits, first octet in bits 40 to 47
 */
public record MacAddress(long value) implements Comparable<MacAddress> {

    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits");
        }
    }

    /** Reads six hexadecimal octets divided by {@code :}, {@code -} or nothing, or Cisco's three words ({@code 0011.2233.4455}); empty when it is none. */
    public static Optional<MacAddress> tryParse(String text) {
        var digits = text.replace(":", "").replace("-", "").replace(".", "");
        if (digits.length() != 12 || text.length() > 17) {
            return Optional.empty();
        }
        for (var i = 0; i < 12; i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new MacAddress(HexFormat.fromHexDigitsToLong(digits)));
    }

    /** 00:00:00:00:00:00, which drivers give for "none". */
    public boolean isZero() {
        return value == 0;
    }

    /** The second-lowest bit of the first octet: made up by software, so it identifies no vendor and may change. */
    public boolean isLocallyAdministered() {
        return (value >>> 40 & 2) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    /** Lower-case octets with colons. */
    @Override
    public String toString() {
        var digits = HexFormat.of().toHexDigits(value, 12);
        return String.join(":", digits.substring(0, 2), digits.substring(2, 4), digits.substring(4, 6), digits.substring(6, 8),
                digits.substring(8, 10), digits.substring(10));
    }
}
