package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A virtual machine of Hyper-V.
 *
 * @param id      its GUID
 * @param name    what it is called
 * @param state   {@code running}, {@code off}, {@code saved}
 * @param created when it was made
 */
@DataClassId("windows.virtual-machine")
public record VirtualMachine(@Key String id, @Nullable String name, @Nullable String state, @Nullable Instant created)
        implements Item {
}
