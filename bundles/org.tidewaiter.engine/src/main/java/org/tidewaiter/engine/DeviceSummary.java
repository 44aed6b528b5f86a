package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.Identifier.Kind;
import org.tidewaiter.engine.spi.SessionFacts;

/**
 * What tells the device from others, drawn from the shared data classes and the opened sessions. Pure.
 *
 * @param names       best first
 * @param macs        of network cards, in the order stated
 * @param identifiers for finding it again
 */
record DeviceSummary(List<String> names, List<MacAddress> macs, List<Identifier> identifiers) {

    static DeviceSummary of(String address, @Nullable String asked, List<Observation> seen, List<Item> items,
            List<Exchange> exchanges) {
        SequencedSet<String> names = new LinkedHashSet<>();
        SequencedSet<MacAddress> macs = new LinkedHashSet<>();
        var found = new ArrayList<Identifier>();
        if (asked != null) {
            names.add(asked);
        }
        for (var item : items) {
            switch (item) {
                case OperatingSystem system -> operatingSystem(system, names, found);
                case Hardware hardware -> hardware(hardware, found);
                case NetworkInterface card when isCard(card) && card.macAddress() instanceof MacAddress mac -> macs.add(mac);
                default -> {
                    // other data classes say nothing about which device this is
                }
            }
        }
        seen(seen, names, macs, found);
        macs.forEach(mac -> found.add(new Identifier(Kind.MAC_ADDRESS, mac.toString())));
        names.forEach(name -> found.add(new Identifier(Kind.NAME, name.toLowerCase(Locale.ROOT))));
        exchanges.stream().filter(e -> e.kind() == Exchange.Kind.SESSION && e.ending().failure() == null)
                .map(e -> SessionFacts.of(e.out()).value("host-key")).filter(k -> !k.isEmpty()).distinct()
                .map(key -> new Identifier(Kind.PEER_KEY, key)).filter(k -> !found.contains(k)).forEach(found::add);
        found.add(new Identifier(Kind.ADDRESS, address));
        return new DeviceSummary(List.copyOf(names), List.copyOf(macs), List.copyOf(found));
    }

    /** What was seen from outside: after what the device says of itself from inside. */
    private static void seen(List<Observation> observations, SequencedSet<String> names, SequencedSet<MacAddress> macs,
            List<Identifier> found) {
        var others = new ArrayList<String>();
        for (var observation : observations) {
            switch (observation) {
                case Observation.DnsName dns -> others.addFirst(dns.name());
                case Observation.NetbiosNames netbios -> {
                    addTo(others, netbios.computer());
                    addTo(macs, netbios.mac());
                }
                case Observation.MdnsServices mdns -> addTo(others, mdns.hostName());
                case Observation.SnmpSystem system -> addTo(others, system.name());
                case Observation.SmbServer smb -> ntlm(smb.ntlm(), others);
                case Observation.Smb1Server smb -> ntlm(smb.ntlm(), others);
                case Observation.RpcServer rpc -> ntlm(rpc.ntlm(), others);
                case Observation.RdpServer rdp -> ntlm(rdp.ntlm(), others);
                case Observation.WsmanServer wsman -> ntlm(wsman.ntlm(), others);
                case Observation.LdapServer ldap -> addTo(others, ldap.dnsName());
                case Observation.SnmpEngine engine -> identify(Kind.SNMP_ENGINE, engine.engineId(), found);
                case Observation.NeighborMac neighbor -> macs.add(neighbor.mac());
                case Observation.SshOffer ssh when ssh.hostKey() != null ->
                    found.add(new Identifier(Kind.PEER_KEY, ssh.hostKeyType() + " " + ssh.hostKey()));
                default -> {
                    // other observations say nothing about which device this is
                }
            }
        }
        others.stream().filter(n -> !n.isBlank()).forEach(names::add);
    }

    private static void ntlm(@Nullable NtlmTarget target, List<String> names) {
        if (target != null) {
            addTo(names, target.dnsName() == null ? target.computer() : target.dnsName());
        }
    }

    private static <T> void addTo(Collection<T> all, @Nullable T one) {
        if (one != null) {
            all.add(one);
        }
    }

    /** What has a driver, or at least works and hangs on no bridge: container hosts draw cables of their own, whose addresses are made up. */
    private static boolean isCard(NetworkInterface card) {
        return "ether".equals(card.kind()) && (card.driver() != null || card.master() == null && Boolean.TRUE.equals(card.up()));
    }

    private static void operatingSystem(OperatingSystem system, SequencedSet<String> names, List<Identifier> found) {
        if (system.hostName() instanceof String host) {
            names.add(system.domain() == null ? host : host + "." + system.domain());
        }
        identify(Kind.INSTALLATION_ID, system.installationId(), found);
    }

    private static void hardware(Hardware hardware, List<Identifier> found) {
        identify(Kind.HARDWARE_UUID, hardware.uuid(), found);
        identify(Kind.SERIAL_NUMBER, hardware.serialNumber(), found);
    }

    private static void identify(Kind kind, @Nullable String value, List<Identifier> found) {
        if (value != null) {
            found.add(new Identifier(kind, value.toLowerCase(Locale.ROOT)));
        }
    }
}
