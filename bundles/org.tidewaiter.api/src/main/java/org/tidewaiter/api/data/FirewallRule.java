package org.tidewaiter.api.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the computer's own packet filter.
 *
 * @param store           whose rule it is: {@code local}, {@code policy}, {@code nftables}
 * @param id              the filter's own name for it
 * @param name            what it is called for people
 * @param enabled         whether it counts
 * @param direction       which packets it sees
 * @param action          what becomes of them
 * @param profiles        networks that it holds for; empty means all
 * @param protocol        {@code tcp}, {@code udp}, or a number of IANA's protocol list
 * @param localPorts      ports and ranges of this side; empty means all
 * @param remotePorts     ports and ranges of the other side; empty means all
 * @param localAddresses  addresses of this side; empty means all
 * @param remoteAddresses addresses of the other side; empty means all
 * @param interfaces      interfaces or kinds of interfaces; empty means all
 * @param program         program that it holds for
 * @param service         service that it holds for
 * @param group           what it belongs to, as the filter writes it
 */
public record FirewallRule(@Key String store, @Key String id, @Nullable String name, @Nullable Boolean enabled,
        @Nullable Direction direction, @Nullable Action action, List<String> profiles, @Nullable String protocol,
        List<String> localPorts, List<String> remotePorts, List<String> localAddresses, List<String> remoteAddresses,
        List<String> interfaces, @Nullable String program, @Nullable String service, @Nullable String group)
        implements Item {

    public FirewallRule {
        profiles = List.copyOf(profiles);
        localPorts = List.copyOf(localPorts);
        remotePorts = List.copyOf(remotePorts);
        localAddresses = List.copyOf(localAddresses);
        remoteAddresses = List.copyOf(remoteAddresses);
        interfaces = List.copyOf(interfaces);
    }

    /** Which way packets go, as the computer sees it. */
    public enum Direction {
        INBOUND, OUTBOUND
    }

    /** What becomes of a packet; a bypass overrules blocking rules. */
    public enum Action {
        ALLOW, BLOCK, BYPASS
    }
}
