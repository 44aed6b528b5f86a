package org.tidewaiter.transport.net.linux;

import java.util.Map;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.spi.Links.Neighbor;

/** Everything that this package asks with, on one event loop. */
public final class LinuxNetwork implements AutoCloseable {
    private final EventLoop loop = new EventLoop();
    private final TcpConnections tcp = new TcpConnections(loop);
    private final UdpExchanges udp = new UdpExchanges(loop);
    private final IcmpEchoes icmp = new IcmpEchoes(loop);

    /** Whether this machine's system is the one that the package is for. */
    public static boolean isHere() {
        return System.getProperty("os.name", "").equals("Linux") && System.getProperty("sun.arch.data.model", "64").equals("64");
    }

    /** TCP connections. */
    public TcpConnections tcp() {
        return tcp;
    }

    /** UDP questions. */
    public UdpExchanges udp() {
        return udp;
    }

    /** ICMP echo requests. */
    public IcmpEchoes icmp() {
        return icmp;
    }

    /** The kernel's neighbour table, by address without zone. */
    public static Map<IpAddress, Neighbor> neighbors() {
        return NeighborTable.read();
    }

    @Override
    public void close() {
        loop.close();
    }
}
