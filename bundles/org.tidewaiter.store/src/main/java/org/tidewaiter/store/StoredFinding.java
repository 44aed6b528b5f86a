package org.tidewaiter.store;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Severity;

/**
 * Something that was not as it should be: see {@link org.tidewaiter.api.model.Finding}.
 *
 * @param check   id of the check
 * @param because what it was concluded from
 */
public record StoredFinding(String check, Severity severity, String title, String reason, String remedy,
        List<String> references, List<Basis> because) {

    /**
     * A fact or a gap that a finding rests on.
     *
     * @param fact     number of the fact; absent for a gap
     * @param evidence absent where nothing was exchanged
     */
    public record Basis(String classId, @Nullable Long fact, @Nullable Evidence evidence) {
    }

    public StoredFinding {
        references = List.copyOf(references);
        because = List.copyOf(because);
    }

    /** Where it was read, each place once, in the order of {@link #because}. */
    public List<Evidence> evidence() {
        return because.stream().map(Basis::evidence).filter(Evidence.class::isInstance).map(Evidence.class::cast).distinct()
                .toList();
    }
}
