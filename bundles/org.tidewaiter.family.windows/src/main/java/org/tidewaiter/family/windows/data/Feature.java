package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * An optional feature or server role that is installed.
 *
 * @param kind    {@code feature} or {@code server-feature}
 * @param name    its name; of server features the number
 * @param caption what it is called for people
 * @param parent  server feature that it belongs to
 */
@DataClassId("windows.feature")
public record Feature(@Key String kind, @Key String name, @Nullable String caption, @Nullable String parent)
        implements Item {
}
