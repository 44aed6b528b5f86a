package org.tidewaiter.store;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Verdict;

/**
 * What a readiness run found of a device.
 *
 * @param family     whose rules were applied
 * @param recognised whether the device surely is of that family
 * @param results    in the order of the rules
 */
public record StoredReadiness(String family, boolean recognised, Verdict verdict, List<Result> results) {

    public StoredReadiness {
        results = List.copyOf(results);
    }

    /**
     * One rule at the device: see {@link org.tidewaiter.api.readiness.RuleResult}.
     *
     * @param server   who was asked, where that is not the device
     * @param teller   who said no, where it was neither of them
     * @param evidence absent where nothing was asked
     */
    public record Result(StoredRule rule, Cause cause, boolean counts, @Nullable IpAddress server, @Nullable IpAddress teller,
            String why, String remedy, @Nullable Evidence evidence) {

        /** Ids of the data classes that are missing because of it. */
        public List<String> lost() {
            return counts && cause != Cause.PRIVILEGE ? rule.lost() : List.of();
        }
    }

    /** The rules that stand in the way. */
    public List<Result> failing() {
        return results.stream().filter(Result::counts).toList();
    }

    /** Ids of the data classes that an audit would miss, each once, sorted. */
    public List<String> lost() {
        return results.stream().flatMap(r -> r.lost().stream()).distinct().sorted().toList();
    }
}
