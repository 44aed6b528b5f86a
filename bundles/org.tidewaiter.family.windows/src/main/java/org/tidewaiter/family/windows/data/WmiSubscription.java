package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A lasting event subscription of WMI, by which programs hide.
 *
 * @param kind     class of the filter, consumer or binding
 * @param name     its name; of bindings those of filter and consumer
 * @param query    what a filter waits for
 * @param program  what a consumer starts, without arguments
 * @param language language of a consumer's script; the script is not read
 */
@DataClassId("windows.wmi-subscription")
public record WmiSubscription(@Key String kind, @Key String name, @Nullable String query, @Nullable String program,
        @Nullable String language)
        implements Item {
}
