package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a disk is, as it says itself.
 *
 * @param disk             name of the disk
 * @param health           {@code healthy}, {@code warning}, {@code unhealthy}
 * @param states           what else it says: {@code predictive failure}
 * @param failurePredicted whether it foretells its end (SMART)
 * @param temperature      now
 * @param wear             how much of its life is used up
 * @param powerOnHours     hours of operation
 * @param readErrors       uncorrected errors of reading
 * @param writeErrors      uncorrected errors of writing
 * @param startStops       how often it was started
 */
public record DiskHealth(@Key String disk, @Nullable String health, List<String> states, @Nullable Boolean failurePredicted,
        @Unit("Cel") @Nullable Long temperature, @Unit("%") @Nullable Long wear, @Unit("h") @Nullable Long powerOnHours,
        @Nullable Long readErrors, @Nullable Long writeErrors, @Nullable Long startStops)
        implements Item {

    public DiskHealth {
        states = List.copyOf(states);
    }
}
