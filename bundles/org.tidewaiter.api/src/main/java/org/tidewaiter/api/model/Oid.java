package org.tidewaiter.api.model;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An ASN.1 object identifier as SNMP uses it (RFC 2578 section 3.5): at most 128 sub-identifiers of 32 bits without sign. Ordered as SNMP
 * walks: a prefix before what lies below it.
 */
public final class Oid implements Comparable<Oid> {
    private static final int LONGEST = 128;

    private final int[] arcs;

    private Oid(int[] arcs) {
        this.arcs = arcs;
    }

    /**
     * Reads {@code 1.3.6.1.2.1.1}; one leading dot is allowed.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Oid of(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an object identifier: " + text));
    }

    /** The identifier of these sub-identifiers, each 32 bits without sign. */
    public static Oid of(int... arcs) {
        if (arcs.length > LONGEST) {
            throw new IllegalArgumentException(arcs.length + " sub-identifiers");
        }
        return new Oid(arcs.clone());
    }

    /** Reads a dotted identifier; empty when the text is none. */
    public static Optional<Oid> tryParse(String text) {
        var dotted = text.startsWith(".") ? text.substring(1) : text;
        if (dotted.isEmpty() || dotted.length() > LONGEST * 11) {
            return Optional.empty();
        }
        var arcs = new int[1 + dots(dotted)];
        if (arcs.length > LONGEST) {
            return Optional.empty();
        }
        for (int i = 0, begin = 0; i < arcs.length; i++) {
            var dot = dotted.indexOf('.', begin);
            var end = dot < 0 ? dotted.length() : dot;
            var arc = arc(dotted, begin, end);
            if (arc < 0) {
                return Optional.empty();
            }
            arcs[i] = (int) arc;
            begin = end + 1;
        }
        return Optional.of(new Oid(arcs));
    }

    private static int dots(String text) {
        var dots = 0;
        for (var at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
            dots++;
        }
        return dots;
    }

    /** A sub-identifier's digits; negative when they are none. A walk has a hundred thousand of them: nothing is made on the way. */
    private static long arc(String text, int begin, int end) {
        if (begin == end || end - begin > 10) {
            return -1;
        }
        var value = 0L;
        for (var at = begin; at < end; at++) {
            var digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value > 0xffff_ffffL ? -1 : value;
    }

    /** Number of sub-identifiers. */
    public int size() {
        return arcs.length;
    }

    /** A sub-identifier, 0 to 4,294,967,295; index from 0. */
    public long arc(int index) {
        return Integer.toUnsignedLong(arcs[index]);
    }

    /** All sub-identifiers, each 32 bits without sign. */
    public int[] arcs() {
        return arcs.clone();
    }

    /** Whether this is the prefix or lies below it. */
    public boolean startsWith(Oid prefix) {
        return arcs.length >= prefix.arcs.length
                && Arrays.equals(arcs, 0, prefix.arcs.length, prefix.arcs, 0, prefix.arcs.length);
    }

    /** What follows the first {@code count} sub-identifiers: a table row's index below its column. */
    public Oid from(int count) {
        return new Oid(Arrays.copyOfRange(arcs, count, arcs.length));
    }

    /** This identifier with more sub-identifiers at its end. */
    public Oid append(int... more) {
        var all = Arrays.copyOf(arcs, arcs.length + more.length);
        System.arraycopy(more, 0, all, arcs.length, more.length);
        return of(all);
    }

    @Override
    public int compareTo(Oid other) {
        return Arrays.compareUnsigned(arcs, other.arcs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Oid oid && Arrays.equals(arcs, oid.arcs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(arcs);
    }

    /** Dotted, without a leading dot. */
    @Override
    public String toString() {
        var text = new StringBuilder(arcs.length * 4);
        for (var arc : arcs) {
            text.append(text.isEmpty() ? "" : ".").append(Integer.toUnsignedString(arc));
        }
        return text.toString();
    }
}
