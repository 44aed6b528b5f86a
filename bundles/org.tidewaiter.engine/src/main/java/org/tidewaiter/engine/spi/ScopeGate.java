package org.tidewaiter.engine.spi;

import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/**
 * The one gate between us and the network: no packet leaves for an address that it did not let through. Immutable.
 *
 * @param scope    what may be touched
 * @param excluded what may not, though it lies in the scope
 * @param nameServers who may be asked for names of what lies in the scope, and for nothing else
 * @param servers     whom the user named as domain controllers: they may lie outside the scope, but not inside its exclusions
 */
public record ScopeGate(List<Prefix> scope, List<Prefix> excluded, List<IpAddress> nameServers, List<IpAddress> servers) {
    /** Without servers. */
    public ScopeGate(List<Prefix> scope, List<Prefix> excluded) {
        this(scope, excluded, List.of(), List.of());
    }

    /**
     * A domain controller: one that was named, or that lies in the scope.
     *
     * @throws TransportException {@link Failure#WITHHELD} when it is neither, or excluded
     */
    public ScopedAddress admitServer(IpAddress address) throws TransportException {
        return servers.contains(address) && excluded.stream().noneMatch(p -> p.contains(address)) && !isMapped(address)
                ? new ScopedAddress(address)
                : admit(address);
    }

    /**
     * A name server, for queries alone.
     *
     * @throws IllegalArgumentException when it is none of those named
     */
    public ScopedAddress admitNameServer(IpAddress address) {
        if (!nameServers.contains(address)) {
            throw new IllegalArgumentException(address + " is no name server of this run");
        }
        return new ScopedAddress(address);
    }

    public ScopeGate {
        scope = List.copyOf(scope);
        excluded = List.copyOf(excluded);
        nameServers = List.copyOf(nameServers);
        servers = List.copyOf(servers);
    }

    /**
     * Whether the address may be touched. An IPv4 address dressed as IPv6 (RFC 4291, 2.5.5.2) never is: sockets would reach the IPv4 host behind
     * the back of its exclusion.
     */
    public boolean allows(IpAddress address) {
        return !isMapped(address) && scope.stream().anyMatch(p -> p.contains(address))
                && excluded.stream().noneMatch(p -> p.contains(address));
    }

    private static boolean isMapped(IpAddress address) {
        return address.version() == 6 && address.high() == 0 && address.low() >>> 32 == 0xffff;
    }

    /**
     * Lets an address through.
     *
     * @throws TransportException {@link Failure#WITHHELD} when it lies outside the scope or inside its exclusions
     */
    public ScopedAddress admit(IpAddress address) throws TransportException {
        if (!allows(address)) {
            throw new TransportException(Failure.WITHHELD,
                    address + " lies outside the engagement's scope; nothing was sent to it");
        }
        return new ScopedAddress(address);
    }
}
