package org.tidewaiter.api.readiness;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.tidewaiter.api.data.Item;

/**
 * What can be done with a device, and why.
 *
 * @param family     whose rules were applied; {@code scan} where nothing gives the device away
 * @param recognised whether the device surely is of that family
 * @param results    in the order of the family's rules
 */
public record Readiness(String family, boolean recognised, Verdict verdict, List<RuleResult> results) {

    public Readiness {
        results = List.copyOf(results);
    }

    /** The rules that stand in the way. */
    public List<RuleResult> failing() {
        return results.stream().filter(RuleResult::counts).toList();
    }

    /** The data classes that an audit would miss now. */
    public Set<Class<? extends Item>> lost() {
        return results.stream().flatMap(r -> r.lost().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
