package org.tidewaiter.api.data;

import java.util.List;

import org.tidewaiter.api.model.IpAddress;

/**
 * A line of the hosts file: names that no name server is asked for.
 *
 * @param address the address
 * @param name    first name
 * @param aliases further names
 */
public record HostsEntry(@Key IpAddress address, @Key String name, List<String> aliases)
        implements Item {

    public HostsEntry {
        aliases = List.copyOf(aliases);
    }
}
