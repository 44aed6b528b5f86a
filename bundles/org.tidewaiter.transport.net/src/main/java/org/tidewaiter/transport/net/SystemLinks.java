package org.tidewaiter.transport.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.transport.net.linux.LinuxNetwork;
import org.xbill.DNS.ResolverConfig;

/** The links as this machine's system shows them. The neighbour table is read on Linux alone. */
@Component(service = Links.class)
public final class SystemLinks implements Links {
    private static final long FRESH_NANOS = 20_000_000;

    private Map<IpAddress, Neighbor> neighbors = Map.of();
    private long read = System.nanoTime() - FRESH_NANOS - 1;

    @Override
    public List<Attachment> attachments() {
        var found = new ArrayList<Attachment>();
        try {
            for (var card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (card.isUp() && !card.isLoopback()) {
                    card.getInterfaceAddresses().forEach(assigned -> {
                        var address = IpAddress.ofBytes(assigned.getAddress().getAddress());
                        var length = Math.clamp(assigned.getNetworkPrefixLength(), 0, address.bits());
                        found.add(new Attachment(card.getName(), address, new Prefix(address, length)));
                    });
                }
            }
        } catch (SocketException _) {
            // a system that does not tell its interfaces has none for us
            return List.of();
        }
        return found;
    }

    @Override
    public List<IpAddress> nameServers() {
        return ResolverConfig.getCurrentConfig().servers().stream().flatMap(s -> Stream.ofNullable(s.getAddress()))
                .map(a -> IpAddress.ofBytes(a.getAddress())).filter(a -> !a.isUnspecified()).distinct().toList();
    }

    /** Connecting a datagram socket asks the routing table, and sends nothing. */
    @Override
    public Optional<IpAddress> source(IpAddress destination) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(destination.toInetAddress(), 9));
            return Optional.of(IpAddress.ofBytes(socket.getLocalAddress().getAddress())).filter(a -> !a.isUnspecified());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // no way to it
        }
    }

    /** Not older than 20 ms: a sweep looks for every address. */
    @Override
    public synchronized Map<IpAddress, Neighbor> neighbors() {
        if (LinuxNetwork.isHere() && System.nanoTime() - read > FRESH_NANOS) {
            neighbors = LinuxNetwork.neighbors();
            read = System.nanoTime();
        }
        return neighbors;
    }
}
