package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A group policy object that was looked at for this computer.
 *
 * @param id       GUID or {@code Local Group Policy}
 * @param name     its name
 * @param enabled  whether it is switched on
 * @param denied   whether the computer may not read it
 * @param filtered whether a WMI filter let it pass
 * @param version  its version
 * @param path     where its files lie
 */
@DataClassId("windows.group-policy-object")
public record GroupPolicyObject(@Key String id, @Nullable String name, @Nullable Boolean enabled, @Nullable Boolean denied,
        @Nullable Boolean filtered, @Nullable Long version, @Nullable String path)
        implements Item {
}
