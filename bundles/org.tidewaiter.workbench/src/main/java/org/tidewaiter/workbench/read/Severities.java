package org.tidewaiter.workbench.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.store.StoredCheck;
import org.tidewaiter.store.StoredFinding;

/**
 * How many findings of which severity a device has; ordered by the worst, then by their number.
 *
 * @param counts without zeros
 */
public record Severities(Map<Severity, Long> counts) implements Comparable<Severities> {

    private static final List<Severity> WORST_FIRST = List.of(Severity.values()).reversed();

    public Severities {
        counts = Map.copyOf(counts);
    }

    /** Of what the checks came to; absent where none could be asked. */
    static @Nullable Severities of(List<StoredCheck> checks) {
        if (checks.isEmpty()) {
            return null;
        }
        var counts = new EnumMap<Severity, Long>(Severity.class);
        checks.stream().flatMap(c -> c.findings().stream()).map(StoredFinding::severity)
                .forEach(s -> counts.merge(s, 1L, Long::sum));
        return new Severities(counts);
    }

    private long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    /** The worst there is; absent without findings. */
    public @Nullable Severity worst() {
        return WORST_FIRST.stream().filter(s -> count(s) > 0).findFirst().orElse(null);
    }

    @Override
    public int compareTo(Severities other) {
        return WORST_FIRST.stream().mapToInt(s -> Long.compare(count(s), other.count(s))).filter(c -> c != 0).findFirst()
                .orElse(0);
    }

    /** {@code 1 critical, 2 high}; {@code none} where the checks found nothing. */
    @Override
    public String toString() {
        return counts.isEmpty() ? "none"
                : WORST_FIRST.stream().filter(s -> count(s) > 0).map(s -> count(s) + " " + s.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
