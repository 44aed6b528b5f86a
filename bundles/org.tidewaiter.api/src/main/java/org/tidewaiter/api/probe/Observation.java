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

    /**
     * An SMB server of dialect 2 or 3 ([MS-SMB2] 2.2.4 and 2.2.6).
     *
     * @param port            1 to 65535
     * @param dialect         the highest that we both speak: {@code 2.0.2} to {@code 3.1.1}
     * @param signing         whether it can sign
     * @param signingRequired whether it wants every message signed
     * @param guid            its ServerGuid as it is sent, 32 lower-case hex digits
     * @param time            its clock
     * @param started         when it started; absent where it does not tell, as all that are younger than 2016
     * @param capabilities    names as [MS-SMB2] has them, without their prefix: {@code DFS}, {@code LEASING}
     * @param mechanisms      what it takes for a login, in its order: {@code NEGOEX}, {@code KERBEROS}, {@code NTLM}, or an object identifier
     * @param ntlm            what its NTLM challenge tells; absent where it gave none
     */
    record SmbServer(int port, String dialect, boolean signing, boolean signingRequired, String guid, @Nullable Instant time,
            @Nullable Instant started, List<String> capabilities, long maxTransactBytes, long maxReadBytes, long maxWriteBytes,
            List<String> mechanisms, @Nullable NtlmTarget ntlm, Evidence evidence)
            implements Observation {
        public SmbServer {
            capabilities = List.copyOf(capabilities);
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * An SMB server's answer to a client that speaks SMB 1 alone ([MS-SMB] 2.2.4.5 and 2.2.4.6). One that has SMB 1 switched off mostly
     * closes the connection instead.
     *
     * @param port            1 to 65535
     * @param accepted        whether it speaks {@code NT LM 0.12}
     * @param signing         whether it can sign
     * @param signingRequired whether it wants every message signed
     * @param time            its clock
     * @param system          NativeOS: {@code Windows Server 2016 Standard 14393}
     * @param lanManager      NativeLanMan: {@code Samba 4.17.12-Debian}
     * @param ntlm            what its NTLM challenge tells; absent where it gave none
     */
    record Smb1Server(int port, boolean accepted, boolean signing, boolean signingRequired, @Nullable Instant time,
            @Nullable String system, @Nullable String lanManager, @Nullable NtlmTarget ntlm, Evidence evidence)
            implements Observation {
    }

    /**
     * An RPC endpoint mapper ([C706] appendix O, [MS-RPCE] 2.2.1.2) and what answers beside it.
     *
     * @param port       1 to 65535
     * @param interfaces what is registered: {@code e3514235-4b06-11d1-ab04-00c04fc2dcd2 4.0 ncacn_ip_tcp:49667}, with its annotation, if any
     * @param refusal    why nothing is told: {@code nca_s_fault_access_denied}, {@code ept_s_not_registered}, or eight hex digits
     * @param resolves   whether the object resolver of DCOM answered ([MS-DCOM] 3.1.2.5.1.6), which is Windows' own
     * @param addresses  names and addresses of its network cards, as the resolver gives them
     * @param ntlm       what its NTLM challenge tells; absent where it gave none
     */
    record RpcServer(int port, List<String> interfaces, @Nullable String refusal, boolean resolves, List<String> addresses,
            @Nullable NtlmTarget ntlm, Evidence evidence)
            implements Observation {
        public RpcServer {
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A remote desktop server ([MS-RDPBCGR] 2.2.1.2).
     *
     * @param port      1 to 65535
     * @param protocols which protections it takes: {@code RDP}, {@code SSL}, {@code HYBRID}, {@code HYBRID_EX}, {@code RDSTLS}
     * @param failures  why it does not take others: {@code RDP SSL_REQUIRED_BY_SERVER}
     * @param ntlm      what its NTLM challenge tells; absent where it gave none
     */
    record RdpServer(int port, List<String> protocols, List<String> failures, @Nullable NtlmTarget ntlm, Evidence evidence)
            implements Observation {
        public RdpServer {
            protocols = List.copyOf(protocols);
            failures = List.copyOf(failures);
        }
    }

    /**
     * A directory server's root entry (RFC 4512 section 5.1, [MS-ADTS] 3.1.1.3.2).
     *
     * @param port             1 to 65535
     * @param namingContext    defaultNamingContext, or the first namingContexts
     * @param dnsName          dnsHostName
     * @param serverName       serverName
     * @param domainLevel      domainFunctionality: 7 is that of Windows Server 2016
     * @param forestLevel      forestFunctionality
     * @param controllerLevel  domainControllerFunctionality
     * @param time             currentTime
     * @param mechanisms       supportedSASLMechanisms
     * @param vendor           vendorName (RFC 3045)
     * @param vendorVersion    vendorVersion (RFC 3045)
     * @param globalCatalog    isGlobalCatalogReady
     * @param activeDirectory  whether supportedCapabilities say that it speaks as Active Directory does
     */
    record LdapServer(int port, @Nullable String namingContext, @Nullable String dnsName, @Nullable String serverName,
            @Nullable Integer domainLevel, @Nullable Integer forestLevel, @Nullable Integer controllerLevel,
            @Nullable Instant time,
            List<String> mechanisms, @Nullable String vendor, @Nullable String vendorVersion, @Nullable Boolean globalCatalog,
            boolean activeDirectory, Evidence evidence)
            implements Observation {
        public LdapServer {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * A server of Web Services Management ([MS-WSMV], DSP0226 section 11).
     *
     * @param port    1 to 65535
     * @param secure  whether within TLS
     * @param vendor  ProductVendor; absent where it identifies itself to nobody
     * @param version ProductVersion: {@code OS: 0.0.0 SP: 0.0 Stack: 3.0}
     * @param schemes authentication schemes that it takes, in its order: {@code Negotiate}, {@code Kerberos}, {@code Basic}
     * @param ntlm    what its NTLM challenge tells; absent where it gave none
     */
    record WsmanServer(int port, boolean secure, @Nullable String vendor, @Nullable String version, List<String> schemes,
            @Nullable NtlmTarget ntlm, Evidence evidence)
            implements Observation {
        public WsmanServer {
            schemes = List.copyOf(schemes);
        }
    }
}
