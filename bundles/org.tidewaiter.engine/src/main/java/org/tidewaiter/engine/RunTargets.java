package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.sweep.SweepTarget;

/**
 * The addresses of a run, each once, in the order written: names first, then ranges; without what is excluded and what is done already.
 * Nothing is listed in memory: a range may hold millions.
 *
 * @param done addresses that a run before this one has read, as their visits name them
 */
record RunTargets(Targets targets, ScopeGate gate, Set<String> done) implements Iterable<SweepTarget> {

    @Override
    public Iterator<SweepTarget> iterator() {
        return new Walk();
    }

    /** One after the other, and none before it is asked for. */
    private final class Walk implements Iterator<SweepTarget> {
        private final Iterator<Map.Entry<String, List<IpAddress>>> names = targets.names().entrySet().iterator();
        private final Iterator<AddressRange> ranges = targets.ranges().iterator();
        private final List<AddressRange> passed = new ArrayList<>();
        private Iterator<IpAddress> addresses = Collections.emptyIterator();
        private boolean single;
        private @Nullable SweepTarget next = advance();

        private @Nullable SweepTarget advance() {
            while (true) {
                var candidate = candidate();
                if (candidate == null || !done.contains(candidate.address().toString())) {
                    return candidate;
                }
            }
        }

        private @Nullable SweepTarget candidate() {
            while (names.hasNext()) {
                var entry = names.next();
                if (!entry.getValue().isEmpty() && gate.allows(entry.getValue().getFirst())) {
                    return new SweepTarget(admitted(entry.getValue().getFirst()), entry.getKey(), true);
                }
            }
            while (true) {
                while (addresses.hasNext()) {
                    var address = addresses.next();
                    if (gate.allows(address)
                            && passed.subList(0, passed.size() - 1).stream().noneMatch(r -> r.contains(address))) {
                        return new SweepTarget(admitted(address), null, single);
                    }
                }
                if (!ranges.hasNext()) {
                    return null;
                }
                var range = ranges.next();
                passed.add(range);
                single = range.first().equals(range.last());
                addresses = range.iterator();
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public SweepTarget next() {
            var result = next;
            if (result == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return result;
        }
    }

    private ScopedAddress admitted(IpAddress address) {
        try {
            return gate.admit(address);
        } catch (TransportException e) {
            throw new IllegalStateException("the gate admits what it allows", e);
        }
    }

    /** Single targets that are excluded: the user should hear of them. */
    Stream<String> excludedSingles() {
        return Stream.concat(
                targets.names().entrySet().stream().filter(e -> !e.getValue().isEmpty() && !gate.allows(e.getValue().getFirst()))
                        .map(e -> e.getKey() + " (" + e.getValue().getFirst() + ")"),
                targets.ranges().stream().filter(r -> r.first().equals(r.last()) && !gate.allows(r.first()))
                        .map(r -> r.first().toString()));
    }
}
