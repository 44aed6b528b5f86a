package org.tidewaiter.family.windows.data.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;

/**
 * A site of a forest.
 *
 * @param name its name
 * @param location as somebody wrote it
 * @param subnets networks of it, as prefixes
 * @param controllers names of its domain controllers
 */
@DataClassId("windows.directory-site")
public record DirectorySite(@Key String name, @Nullable String location, List<String> subnets, List<String> controllers)
        implements Item {

    public DirectorySite {
        subnets = List.copyOf(subnets);
        controllers = List.copyOf(controllers);
    }
}
