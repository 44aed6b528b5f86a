package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A local group.
 *
 * @param name    its name
 * @param id      numeric id or SID
 * @param members accounts listed in the group itself; those that have it as primary group are not
 */
public record Group(@Key String name, @Nullable String id, List<String> members)
        implements Item {

    public Group {
        members = List.copyOf(members);
    }
}
