package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Protocol;

/**
 * A local port that accepts connections or datagrams.
 *
 * @param protocol      TCP or UDP
 * @param address       local address; the unspecified one means all
 * @param port          1 to 65535
 * @param interfaceName interface that the socket is bound to, if it is
 * @param processId     who owns the socket
 * @param process       the owner's name
 * @param user          account id that the socket belongs to
 * @param services      services that run in the owning process
 */
public record ListeningPort(@Key Protocol protocol, @Key IpAddress address, @Key long port, @Nullable String interfaceName,
        @Nullable Long processId, @Nullable String process, @Nullable String user, List<String> services)
        implements Item {

    public ListeningPort {
        services = List.copyOf(services);
    }
}
