package org.tidewaiter.api.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;

/** What was seen of a device: port states, decoded answers of probes, and how a session was greeted. Everything in it is the device's word: hostile. */
public sealed interface Observation {

    /** The exchange that shows it. */
    Evidence evidence();

    /**
     * A port's state.
     *
     * @param port      1 to 65535; 0 for ICMP and ARP
     * @param reason    what told: {@code syn-ack}, {@code rst}, {@code no-answer}, or the ICMP type in words
     * @param roundTrip time to the answer; absent without one
     * @param teller    who told, where it was not the device itself: the router that refused, say
     */
    record Port(Protocol protocol, int port, PortState state, String reason, @Nullable Duration roundTrip,
            @Nullable IpAddress teller, Evidence evidence)
            implements Observation {
        /** What the device itself told, or its silence. */
        public Port(Protocol protocol, int port, PortState state, String reason, @Nullable Duration roundTrip,
                Evidence evidence) {
            this(protocol, port, state, reason, roundTrip, null, evidence);
        }
    }

    /**
     * The state of a port of somebody else whom the audit of the device depends on.
     *
     * @param party  who that is
     * @param server its address; absent where it is not known
     * @param reason as {@link Port} has it, or {@code out-of-scope}, {@code no-server}: then nobody was asked
     * @param teller who told, where it was not the server itself
     */
    record ServerPort(Party party, @Nullable IpAddress server, Protocol protocol, int port, PortState state, String reason,
            @Nullable IpAddress teller, Evidence evidence)
            implements Observation {
    }

    /**
     * What a server said first.
     *
     * @param port 1 to 65535
     * @param text at most 1,024 characters, control characters as escapes; never empty
     */
    record BannerText(int port, String text, Evidence evidence) implements Observation {
    }

    /**
     * A POSIX shell answered after a login, or on this machine: what {@code uname} says.
     *
     * @param system  {@code uname -s}: {@code Linux}, {@code Darwin}
     * @param release {@code uname -r}
     * @param machine {@code uname -m}
     */
    record ShellGreeting(String system, String release, String machine, Evidence evidence) implements Observation {
    }

    /**
     * A PowerShell answered after a login.
     *
     * @param version      {@code 5.1.20348.2340}
     * @param languageMode {@code FullLanguage}, {@code ConstrainedLanguage}
     * @param computer     its own name for the computer
     */
    record PowerShellGreeting(String version, String languageMode, String computer, Evidence evidence) implements Observation {
    }

    /**
     * The answer to a plugin's own probe, undecoded.
     *
     * @param bytes as received, bounded by the transport
     */
    record RawReply(Probe probe, byte[] bytes, Evidence evidence) implements Observation {
    }

    /**
     * The hardware address that answers for the device's address on the local link.
     *
     * @param confirmed whether it did so just now: then somebody is there; otherwise it is what this machine remembers
     */
    record NeighborMac(MacAddress mac, boolean confirmed, Evidence evidence) implements Observation {
    }

    /**
     * A name that the name server has for the address.
     *
     * @param name without the final dot
     */
    record DnsName(String name, Evidence evidence) implements Observation {
    }

    /**
     * A NetBIOS node status (RFC 1002 section 4.2.18).
     *
     * @param computer  the unique name of suffix 00; absent when there is none
     * @param workgroup the group name of suffix 00; workgroup or NetBIOS domain
     * @param names     all of them, as {@code FILESRV1<20> unique}
     * @param mac       the unit id; absent when the device gives zeros, as Samba does
     */
    record NetbiosNames(@Nullable String computer, @Nullable String workgroup, List<String> names, @Nullable MacAddress mac,
            Evidence evidence)
            implements Observation {
        public NetbiosNames {
            names = List.copyOf(names);
        }
    }

    /**
     * What a device says of itself by multicast DNS.
     *
     * @param hostName {@code printer.local}; absent when it did not say
     * @param services service types: {@code _ipp._tcp}
     */
    record MdnsServices(@Nullable String hostName, List<String> services, Evidence evidence) implements Observation {
        public MdnsServices {
            services = List.copyOf(services);
        }
    }

    /**
     * An SNMPv3 engine (RFC 3411 section 5, SnmpEngineID).
     *
     * @param engineId   5 to 32 bytes as lower-case hex
     * @param enterprise IANA enterprise number in it
     * @param mac        hardware address in it, of an engine id of format 3
     * @param boots      how often the engine has started
     * @param seconds    how long it has run
     */
    record SnmpEngine(String engineId, long enterprise, @Nullable MacAddress mac, long boots, long seconds, Evidence evidence)
            implements Observation {
    }

    /**
     * The system group (RFC 3418).
     *
     * @param description sysDescr
     * @param objectId    sysObjectID
     * @param name        sysName
     * @param location    sysLocation
     * @param contact     sysContact
     * @param upTime      sysUpTime
     * @param version     the SNMP version that was answered: {@code 1}, {@code 2c}, {@code 3}
     */
    record SnmpSystem(@Nullable String description, @Nullable Oid objectId, @Nullable String name, @Nullable String location,
            @Nullable String contact, @Nullable Duration upTime, String version, Evidence evidence)
            implements Observation {
    }

    /**
     * A TLS server.
     *
     * @param port         1 to 65535
     * @param protocol     version agreed on: {@code TLSv1.3}
     * @param cipher       cipher suite agreed on, by its IANA name
     * @param subject      of its certificate, RFC 2253
     * @param issuer       of its certificate, RFC 2253
     * @param names        subject alternative names: DNS names and addresses
     * @param notAfter     when it expires
     * @param fingerprint  SHA-256 over the certificate, lower-case hex
     */
    record TlsPeer(int port, String protocol, String cipher, String subject, String issuer, List<String> names, Instant notBefore,
            Instant notAfter, String fingerprint, Evidence evidence)
            implements Observation {
        public TlsPeer {
            names = List.copyOf(names);
        }
    }

    /**
     * A web server's answer to {@code GET /} (RFC 9110).
     *
     * @param port         1 to 65535
     * @param secure       whether within TLS
     * @param status       status code
     * @param server       {@code Server} field
     * @param title        of an HTML page
     * @param location     {@code Location} field; never followed
     * @param authenticate {@code WWW-Authenticate} field: scheme and realm
     */
    record HttpAnswer(int port, boolean secure, int status, @Nullable String server, @Nullable String title,
            @Nullable String location, @Nullable String authenticate, Evidence evidence)
            implements Observation {
    }

    /**
     * What an SSH server offers before a login (RFC 4253 section 7.1).
     *
     * @param port            1 to 65535
     * @param identification  its identification string
     * @param keyExchanges    key exchange methods, in its order
     * @param hostKeyTypes    host key algorithms, in its order
     * @param ciphers         encryption algorithms from server to client
     * @param macs            MAC algorithms from server to client
     * @param hostKeyType     algorithm of the key that it showed; absent when no common exchange was found
     * @param hostKey         fingerprint {@code SHA256:...}; not verified by a signature check against anything we know
     */
    record SshOffer(int port, String identification, List<String> keyExchanges, List<String> hostKeyTypes, List<String> ciphers,
            List<String> macs, @Nullable String hostKeyType, @Nullable String hostKey, Evidence evidence)
            implements Observation {
        public SshOffer {
            keyExchanges = List.copyOf(keyExchanges);
            hostKeyTypes = List.copyOf(hostKeyTypes);
            ciphers = List.copyOf(ciphers);
            macs = List.copyOf(macs);
        }
    }
}
