package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Unit;

/**
 * What updates wait for, and who decides on them; one row.
 *
 * @param rebootPending   whether something waits for a restart
 * @param rebootReasons   what does
 * @param server          update server of the organisation
 * @param serverUsed      whether that server is asked
 * @param qualityDeferral how long security updates are put off
 * @param featureDeferral how long new releases are put off
 * @param targetRelease   release that it is held at
 * @param automatic       AUOptions: 2 notify, 3 download, 4 install
 */
@DataClassId("windows.update-state")
public record UpdateState(@Nullable Boolean rebootPending, List<String> rebootReasons, @Nullable String server,
        @Nullable Boolean serverUsed, @Unit("d") @Nullable Long qualityDeferral, @Unit("d") @Nullable Long featureDeferral,
        @Nullable String targetRelease, @Nullable Long automatic)
        implements Item {

    public UpdateState {
        rebootReasons = List.copyOf(rebootReasons);
    }
}
