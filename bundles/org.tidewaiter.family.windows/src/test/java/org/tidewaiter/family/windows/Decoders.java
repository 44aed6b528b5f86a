package org.tidewaiter.family.windows;

import java.util.List;

import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.transport.net.SharedNetwork;
import org.tidewaiter.transport.net.TcpProber;
import org.tidewaiter.transport.net.windows.LdapProber;
import org.tidewaiter.transport.net.windows.RdpProber;
import org.tidewaiter.transport.net.windows.RpcProber;
import org.tidewaiter.transport.net.windows.SmbProber;
import org.tidewaiter.transport.net.windows.WsmanProber;

/** The decoders of what the family's probes bring back. */
final class Decoders {

    private Decoders() {
    }

    static List<Prober> all() {
        return List.of(new TcpProber(new SharedNetwork()), new SmbProber(), new RpcProber(), new RdpProber(), new LdapProber(),
                new WsmanProber());
    }
}
