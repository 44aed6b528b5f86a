package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Unit;

/**
 * An event log and its bounds.
 *
 * @param name        the log
 * @param size        of its file
 * @param maximumSize most it may become
 * @param records     events in it
 * @param overwrites  {@code when needed}, {@code after days}, {@code never}
 */
@DataClassId("windows.event-log")
public record EventLog(@Key String name, @Unit("B") @Nullable Long size, @Unit("B") @Nullable Long maximumSize,
        @Nullable Long records, @Nullable String overwrites)
        implements Item {
}
