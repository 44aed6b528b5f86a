package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Transport;

/** Probes follow a service that is asked elsewhere. */
class PortsTest {

    private static final class Snmp implements Transport<SnmpSession> {
        @Override
        public String id() {
            return "snmp";
        }

        @Override
        public Class<SnmpSession> sessionType() {
            return SnmpSession.class;
        }

        @Override
        public Protocol protocol() {
            return Protocol.UDP;
        }

        @Override
        public int port() {
            return 161;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return Set.of(Credential.Kind.COMMUNITY);
        }

        @Override
        public LiveSession<SnmpSession> open(Opening opening) {
            throw new IllegalStateException("nobody connects here");
        }
    }

    private static String placed(Probe probe) throws TargetException {
        return Ports.parse(List.of("snmp=1161", "ssh=2222")).placed(probe, List.of(new FakeShell(false, ""), new Snmp())).text();
    }

    @Test
    void whatAsksAMovedAgentGoesWhereItIs() throws TargetException {
        assertEquals("udp/1161 snmpv3 discovery", placed(new Probe.SnmpEngine()));
        assertEquals("udp/1161 snmp system group", placed(new Probe.SnmpSystem()));
        assertEquals("tcp/1161 connect", placed(new Probe.TcpConnect(161)));
        assertEquals("tcp/2222 smb negotiate", placed(new Probe.SmbNegotiate(22)));
        assertEquals("tcp/2222 smb1 negotiate", placed(new Probe.Smb1Negotiate(22)));
        assertEquals("tcp/2222 wsman identify over tls", placed(new Probe.WsmanIdentify(22, true)));
    }

    @Test
    void whatAsksOthersStays() throws TargetException {
        assertEquals("tcp/2222 banner", placed(new Probe.Banner(22)));
        assertEquals("udp/137 netbios node status", placed(new Probe.NetbiosStatus()));
        assertEquals("tcp/80 connect", placed(new Probe.TcpConnect(80)));
    }
}
