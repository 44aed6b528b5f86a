package org.tidewaiter.api.probe;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.Protocol;

/**
 * A harmless question to a device, as a value: the engine merges equal probes of all families and asks once. An open vocabulary: a plugin
 * brings its own records together with the transport that asks them; those are seen as {@link Observation.RawReply}.
 */
public interface Probe {

    /** The protocol below it. */
    Protocol protocol();

    /** The port it is sent to; 0 for ICMP. */
    int port();

    /** Whose port it is; of the probes that ask somebody else about a device it is that other's. */
    default PortRule.Party party() {
        return PortRule.Party.TARGET;
    }

    /** Which devices are asked. */
    default Audience audience() {
        return Audience.EVERYONE;
    }

    /** Whom a probe is for: the more it costs, the fewer. */
    enum Audience {
        /** Every target, to find out who is there: one or two packets. */
        EVERYONE,
        /** Those that gave a sign of life. */
        PRESENT,
        /** Those whose port was seen open. */
        OPEN_PORT
    }

    /** One line for the manifest and the evidence: {@code tcp/22 connect}. Equal probes have equal texts. */
    String text();

    /** A probe over TCP. */
    interface Tcp extends Probe {
        @Override
        default Protocol protocol() {
            return Protocol.TCP;
        }
    }

    /** A probe over TCP that is worth its cost only where the port is open. */
    interface OpenTcp extends Tcp {
        @Override
        default Audience audience() {
            return Audience.OPEN_PORT;
        }
    }

    /** A probe over UDP. */
    interface Udp extends Probe {
        @Override
        default Protocol protocol() {
            return Protocol.UDP;
        }
    }

    /**
     * Opens a TCP connection and closes it in order; writes nothing.
     *
     * @param port 1 to 65535
     */
    record TcpConnect(int port) implements Tcp {
        @Override
        public String text() {
            return "tcp/" + port + " connect";
        }
    }

    /**
     * Connects and reads what the server says first; writes nothing. For SSH that is the identification string (RFC 4253 section 4.2).
     *
     * @param port 1 to 65535
     */
    record Banner(int port) implements Tcp {
        @Override
        public String text() {
            return "tcp/" + port + " banner";
        }
    }

    /** An ICMP or ICMPv6 echo request (RFC 792, RFC 4443). */
    record IcmpEcho() implements Probe {
        @Override
        public Protocol protocol() {
            return Protocol.ICMP;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public String text() {
            return "icmp echo";
        }
    }

    /** Who answers for the address on the local link: reads this machine's own neighbour table (ARP, NDP), after something was sent. */
    record Neighbor() implements Probe {
        @Override
        public Protocol protocol() {
            return Protocol.ARP;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public String text() {
            return "neighbour table";
        }
    }

    /** The name of the address: a PTR query to the name server (RFC 1035 section 3.5, RFC 3596). */
    record DnsName() implements Udp {
        @Override
        public int port() {
            return 53;
        }

        @Override
        public PortRule.Party party() {
            return PortRule.Party.DNS_SERVER;
        }

        @Override
        public Audience audience() {
            return Audience.PRESENT;
        }

        @Override
        public String text() {
            return "dns ptr";
        }
    }

    /** A NetBIOS node status request (RFC 1002 section 4.2.17). */
    record NetbiosStatus() implements Udp {
        @Override
        public int port() {
            return 137;
        }

        @Override
        public String text() {
            return "udp/137 netbios node status";
        }
    }

    /** A one-shot multicast DNS query (RFC 6762 section 5.1), sent to the device alone: its name, and which services it announces. */
    record MdnsQuery() implements Udp {
        @Override
        public int port() {
            return 5353;
        }

        @Override
        public Audience audience() {
            return Audience.PRESENT;
        }

        @Override
        public String text() {
            return "udp/5353 mdns services";
        }
    }

    /**
     * SNMPv3 engine discovery (RFC 3414 section 4): needs no credential. Silence proves nothing: many agents speak v1 and v2c alone.
     *
     * @param port 1 to 65535
     */
    record SnmpEngine(int port) implements Udp {
        /** To the registered port. */
        public SnmpEngine() {
            this(161);
        }

        @Override
        public String text() {
            return "udp/" + port + " snmpv3 discovery";
        }
    }

    /**
     * Gets the system group (RFC 3418) with the SNMP credentials that the user configured; without any it is not asked.
     *
     * @param port 1 to 65535
     */
    record SnmpSystem(int port) implements Udp {
        /** To the registered port. */
        public SnmpSystem() {
            this(161);
        }

        @Override
        public String text() {
            return "udp/" + port + " snmp system group";
        }
    }

    /**
     * A TLS handshake that is ended once the peer has shown its certificates.
     *
     * @param port 1 to 65535
     */
    record TlsHello(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " tls hello";
        }
    }

    /**
     * {@code GET /} without cookies or redirects: status, headers and title.
     *
     * @param port   1 to 65535
     * @param secure whether within TLS
     */
    record HttpGet(int port, boolean secure) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + (secure ? " https" : " http") + " get /";
        }
    }

    /**
     * The key exchange of SSH without a login (RFC 4253 section 7): what the server offers, and its host key.
     *
     * @param port 1 to 65535
     */
    record SshKeyExchange(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " ssh key exchange";
        }
    }

    /**
     * What an SMB server agrees to and calls itself ([MS-SMB2] 2.2.3 and 2.2.5): ends before anything is sent that proves who we are, so no
     * login fails.
     *
     * @param port 1 to 65535
     */
    record SmbNegotiate(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " smb negotiate";
        }
    }

    /**
     * Whether an SMB server still speaks SMB 1 ([MS-SMB] 2.2.4.5 and 2.2.4.6), and what it then calls itself; no login.
     *
     * @param port 1 to 65535
     */
    record Smb1Negotiate(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " smb1 negotiate";
        }
    }

    /**
     * What an RPC endpoint mapper has registered ([C706] appendix O), and on which addresses its host is ([MS-DCOM] 3.1.2.5.1.6); no login.
     *
     * @param port 1 to 65535
     */
    record RpcEndpointMap(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " rpc endpoint map";
        }
    }

    /**
     * Which protections a remote desktop server takes ([MS-RDPBCGR] 2.2.1.1), and what it calls itself; no login.
     *
     * @param port 1 to 65535
     */
    record RdpNegotiate(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " rdp negotiate";
        }
    }

    /**
     * Reads a directory server's root entry, which it shows to everybody (RFC 4512 section 5.1).
     *
     * @param port 1 to 65535
     */
    record LdapRootDse(int port) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + " ldap root entry";
        }
    }

    /**
     * What a server of Web Services Management calls itself (DSP0226 section 11), and which logins it takes; none is made.
     *
     * @param port   1 to 65535
     * @param secure whether within TLS
     */
    record WsmanIdentify(int port, boolean secure) implements OpenTcp {
        @Override
        public String text() {
            return "tcp/" + port + (secure ? " wsman identify over tls" : " wsman identify");
        }
    }

    /**
     * Opens a TCP connection to a domain controller and closes it in order; asked once in a run, and told to every device that depends on it.
     *
     * @param port 1 to 65535
     */
    record ControllerConnect(int port) implements Tcp {
        @Override
        public PortRule.Party party() {
            return PortRule.Party.DOMAIN_CONTROLLER;
        }

        @Override
        public Audience audience() {
            return Audience.PRESENT;
        }

        @Override
        public String text() {
            return "tcp/" + port + " connect to the domain controller";
        }
    }

    /**
     * A datagram without content: a port unreachable comes back where nothing listens, and silence proves nothing.
     *
     * @param port 1 to 65535
     */
    record EmptyDatagram(int port) implements Udp {
        @Override
        public Audience audience() {
            return Audience.PRESENT;
        }

        @Override
        public String text() {
            return "udp/" + port + " empty datagram";
        }
    }
}
