package org.tidewaiter.family.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.model.MacAddress;

/** What can be told of any device without a login. */
public final class ScanItems {

    private ScanItems() {
    }

    /**
     * A name of the device.
     *
     * @param source who says so: {@code dns}, {@code netbios}, {@code netbios-workgroup}, {@code mdns}, {@code snmp}, {@code certificate}
     */
    @DataClassId("scan.name")
    public record SeenName(@Key String source, @Key String name) implements Item {
    }

    /**
     * Its hardware address.
     *
     * @param source who says so: {@code neighbour-table}
     * @param vendor whom the IEEE gave the block that it lies in: the maker of the network card, not always of the device
     */
    @DataClassId("scan.hardware-address")
    public record SeenMac(@Key String source, @Key MacAddress mac, @Nullable String vendor) implements Item {
    }

    /**
     * A service that it announces by multicast DNS.
     *
     * @param service {@code _ipp._tcp}
     */
    @DataClassId("scan.announced-service")
    public record AnnouncedService(@Key String service) implements Item {
    }

    /**
     * A web server's first page (RFC 9110).
     *
     * @param secure       whether within TLS
     * @param status       status code
     * @param location     where it sends browsers; not followed
     * @param authenticate scheme and realm that it asks for
     */
    @DataClassId("scan.web-page")
    public record WebPage(@Key long port, boolean secure, long status, @Nullable String title, @Nullable String server,
            @Nullable String location, @Nullable String authenticate)
            implements Item {
    }

    /**
     * A certificate that a TLS server shows.
     *
     * @param names       subject alternative names
     * @param fingerprint SHA-256, lower-case hex
     * @param protocol    TLS version agreed on
     * @param cipher      cipher suite agreed on
     */
    @DataClassId("scan.certificate")
    public record ShownCertificate(@Key long port, String subject, String issuer, List<String> names, Instant notBefore,
            Instant notAfter, String fingerprint, String protocol, String cipher)
            implements Item {
        public ShownCertificate {
            names = List.copyOf(names);
        }
    }

    /**
     * What an SSH server offers before a login (RFC 4253 section 7.1).
     *
     * @param hostKeyType type of the key that it showed and proved
     * @param hostKey     its fingerprint, {@code SHA256:...}
     */
    @DataClassId("scan.ssh-server")
    public record SshServer(@Key long port, String identification, @Nullable String hostKeyType, @Nullable String hostKey,
            List<String> hostKeyTypes, List<String> keyExchanges, List<String> ciphers, List<String> macs)
            implements Item {
        public SshServer {
            hostKeyTypes = List.copyOf(hostKeyTypes);
            keyExchanges = List.copyOf(keyExchanges);
            ciphers = List.copyOf(ciphers);
            macs = List.copyOf(macs);
        }
    }

    /**
     * An SNMPv3 engine (RFC 3411 section 5).
     *
     * @param engineId   lower-case hex
     * @param enterprise IANA enterprise number of its maker
     * @param boots      how often it has started
     * @param upTime     how long it has run
     */
    @DataClassId("scan.snmp-engine")
    public record SnmpEngine(@Key String engineId, long enterprise, long boots, Duration upTime) implements Item {
    }

    /**
     * An SMB server of dialect 2 or 3 ([MS-SMB2] 2.2.4).
     *
     * @param dialect         the highest
     * @param signing         whether it can sign
     * @param signingRequired whether it wants every message signed
     * @param guid            as it is sent, lower-case hex
     * @param time            its clock
     * @param started         when it started
     * @param mechanisms      what it takes for a login
     */
    @DataClassId("scan.smb-server")
    public record SmbServer(@Key long port, String dialect, boolean signing, boolean signingRequired, String guid,
            @Nullable Instant time, @Nullable Instant started, List<String> capabilities, long maxTransactBytes,
            long maxReadBytes,
            long maxWriteBytes, List<String> mechanisms)
            implements Item {
        public SmbServer {
            capabilities = List.copyOf(capabilities);
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * Whether a server speaks SMB 1 ([MS-SMB] 2.2.4.5), which nobody should any more.
     *
     * @param signing    whether it can sign; absent when it does not speak it
     * @param system     NativeOS
     * @param lanManager NativeLanMan
     * @param time       its clock
     */
    @DataClassId("scan.smb1-server")
    public record Smb1Server(@Key long port, boolean accepted, @Nullable Boolean signing, @Nullable Boolean signingRequired,
            @Nullable String system, @Nullable String lanManager, @Nullable Instant time)
            implements Item {
    }

    /**
     * An RPC endpoint mapper ([C706] appendix O).
     *
     * @param interfaces UUID, version and endpoint of what is registered
     * @param refusal    why nothing is told
     * @param addresses  names and addresses of its network cards, by DCOM's object resolver
     */
    @DataClassId("scan.rpc-server")
    public record RpcServer(@Key long port, List<String> interfaces, @Nullable String refusal, List<String> addresses)
            implements Item {
        public RpcServer {
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A remote desktop server ([MS-RDPBCGR] 2.2.1.2).
     *
     * @param protocols which protections it takes
     * @param failures  why it does not take others
     */
    @DataClassId("scan.remote-desktop")
    public record RemoteDesktop(@Key long port, List<String> protocols, List<String> failures) implements Item {
        public RemoteDesktop {
            protocols = List.copyOf(protocols);
            failures = List.copyOf(failures);
        }
    }

    /**
     * A directory server's root entry (RFC 4512 section 5.1).
     *
     * @param domainLevel     functional level of the domain
     * @param forestLevel     functional level of the forest
     * @param controllerLevel functional level of the controller
     */
    @DataClassId("scan.directory-server")
    public record DirectoryServer(@Key long port, @Nullable String namingContext, @Nullable String dnsName,
            @Nullable String serverName, @Nullable Long domainLevel, @Nullable Long forestLevel, @Nullable Long controllerLevel,
            @Nullable Instant time, List<String> mechanisms, @Nullable String vendor, @Nullable String vendorVersion,
            @Nullable Boolean globalCatalog, boolean activeDirectory)
            implements Item {
        public DirectoryServer {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * A server of Web Services Management (DSP0226).
     *
     * @param secure  whether within TLS
     * @param schemes authentication schemes that it takes
     */
    @DataClassId("scan.wsman-server")
    public record WsmanServer(@Key long port, boolean secure, @Nullable String vendor, @Nullable String version,
            List<String> schemes)
            implements Item {
        public WsmanServer {
            schemes = List.copyOf(schemes);
        }
    }

    /**
     * What a server calls itself in an NTLM challenge ([MS-NLMP] 2.2.1.2).
     *
     * @param service  whose challenge that is: {@code smb}, {@code smb1}, {@code rpc}, {@code rdp}, {@code wsman}
     * @param computer NetBIOS name
     * @param domain   NetBIOS name of the domain
     * @param version  of its operating system, or what it gives out for it
     * @param time     its clock
     */
    @DataClassId("scan.ntlm-target")
    public record NtlmIdentity(@Key long port, @Key String service, @Nullable String computer, @Nullable String domain,
            @Nullable String dnsName, @Nullable String dnsDomain, @Nullable String dnsForest, @Nullable String version,
            @Nullable Instant time)
            implements Item {
    }
}
