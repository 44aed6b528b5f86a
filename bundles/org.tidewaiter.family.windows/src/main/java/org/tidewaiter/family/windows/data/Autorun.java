package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A program that Windows starts by itself, or lets other programs start.
 *
 * @param place   registry key or folder
 * @param name    name of the entry
 * @param user    whose entry it is, by SID; absent for all users
 * @param program without arguments
 */
@DataClassId("windows.autorun")
public record Autorun(@Key String place, @Key String name, @Nullable String user, @Nullable String program)
        implements Item {
}
