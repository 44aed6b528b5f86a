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
}
