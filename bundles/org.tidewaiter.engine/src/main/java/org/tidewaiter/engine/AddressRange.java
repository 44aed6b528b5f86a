package org.tidewaiter.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/**
 * Addresses from first to last, both included, of one IP version.
 *
 * @param first not above {@code last}
 */
record AddressRange(IpAddress first, IpAddress last) implements Iterable<IpAddress> {

    AddressRange {
        if (first.version() != last.version() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " to " + last + " is no range");
        }
    }

    static AddressRange of(Prefix prefix) {
        return new AddressRange(prefix.address(), prefix.last());
    }

    boolean contains(IpAddress address) {
        return first.compareTo(address) <= 0 && last.compareTo(address) >= 0;
    }

    BigInteger size() {
        return number(last).subtract(number(first)).add(BigInteger.ONE);
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.bytes());
    }

    /** The fewest CIDR blocks that hold exactly these addresses. */
    List<Prefix> prefixes() {
        var blocks = new ArrayList<Prefix>();
        var from = first;
        while (true) {
            var length = from.bits();
            while (length > 0 && fits(from, length - 1)) {
                length--;
            }
            var block = new Prefix(from, length);
            blocks.add(block);
            if (block.last().equals(last)) {
                return blocks;
            }
            from = block.last().next();
        }
    }

    private boolean fits(IpAddress from, int length) {
        var block = new Prefix(from, length);
        return block.address().equals(from) && block.last().compareTo(last) <= 0;
    }

    @Override
    public Iterator<IpAddress> iterator() {
        return new Iterator<>() {
            private IpAddress next = first;
            private boolean done;

            @Override
            public boolean hasNext() {
                return !done;
            }

            @Override
            public IpAddress next() {
                if (done) {
                    throw new NoSuchElementException();
                }
                var result = next;
                done = result.equals(last);
                next = result.next();
                return result;
            }
        };
    }
}
