package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * How often an event was recorded in the last seven days.
 *
 * @param log     the log
 * @param event   number of the event
 * @param meaning what it means
 * @param count   how many, at most {@code limit}
 * @param limit   where counting stops
 */
@DataClassId("windows.event-count")
public record EventCount(@Key String log, @Key long event, @Nullable String meaning, long count, long limit)
        implements Item {
}
