package org.tidewaiter.report.readiness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/** Addresses as the fewest prefixes that hold them and no other. */
public final class Prefixes {

    private Prefixes() {
    }

    /** Merges; IPv4 first, by number. */
    public static List<Prefix> of(Collection<IpAddress> addresses) {
        var merged = new ArrayDeque<Prefix>();
        addresses.stream().map(IpAddress::withoutZone).distinct().sorted().forEach(address -> {
            var next = Prefix.of(address);
            while (merged.peekLast() instanceof Prefix before && areHalves(before, next)) {
                merged.removeLast();
                next = new Prefix(before.address(), before.length() - 1);
            }
            merged.addLast(next);
        });
        return new ArrayList<>(merged);
    }

    private static boolean areHalves(Prefix one, Prefix other) {
        if (one.length() != other.length() || one.length() == 0 || one.address().version() != other.address().version()) {
            return false;
        }
        var both = new Prefix(other.address(), other.length() - 1);
        return both.address().equals(one.address()) && both.last().equals(other.last());
    }
}
