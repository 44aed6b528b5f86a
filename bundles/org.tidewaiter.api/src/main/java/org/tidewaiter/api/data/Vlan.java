package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A virtual LAN that a device knows (IEEE 802.1Q).
 *
 * @param id   VLAN identifier, 1 to 4094
 * @param name what an administrator named it
 */
public record Vlan(@Key long id, @Nullable String name) implements Item {
}
