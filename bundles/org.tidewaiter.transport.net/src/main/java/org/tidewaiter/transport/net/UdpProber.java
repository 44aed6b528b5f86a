package org.tidewaiter.transport.net;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.transport.net.linux.UdpExchanges;

/** One datagram there, one back: names by DNS, NetBIOS and multicast DNS, and the engine of an SNMPv3 agent. */
@Component(service = Prober.class)
public final class UdpProber implements SweepProber {
    private final SharedNetwork network;
    private final SecureRandom random = new SecureRandom();

    /** A prober on a network. */
    @Activate
    public UdpProber(@Reference SharedNetwork network) {
        this.network = network;
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.NetbiosStatus || probe instanceof Probe.SnmpEngine || probe instanceof Probe.MdnsQuery
                || probe instanceof Probe.DnsName || probe instanceof Probe.EmptyDatagram;
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        var probe = question.probe();
        var there = recipient(question).address();
        var id = 1 + random.nextInt(0xfffe);
        var wish = new UdpExchanges.Wish(there, probe.port(), request(probe, question.address().address(), id),
                question.timeout(),
                bytes -> answers(probe, bytes, id));
        var linux = network.linux();
        if (linux.isPresent()) {
            linux.get().udp().ask(wish, answer);
        } else {
            Portable.ask(() -> PortableUdp.ask(wish), answer);
        }
    }

    private static ScopedAddress recipient(Question question) {
        if (question.probe().party() == Party.TARGET) {
            return question.address();
        }
        if (question.server() instanceof ScopedAddress server) {
            return server;
        }
        throw new IllegalArgumentException(question.probe().text() + " goes to nobody");
    }

    private static byte[] request(Probe probe, IpAddress about, int id) {
        return switch (probe) {
            case Probe.NetbiosStatus _ -> NetbiosStatus.request(id);
            case Probe.SnmpEngine _ -> SnmpDiscovery.request(id);
            case Probe.MdnsQuery _ -> DnsMessages.mdnsQuery(about, id);
            case Probe.DnsName _ -> DnsMessages.ptrQuery(about, id);
            case Probe.EmptyDatagram _ -> new byte[0];
            default -> throw new IllegalArgumentException(probe.text());
        };
    }

    private static boolean answers(Probe probe, byte[] bytes, int id) {
        return switch (probe) {
            case Probe.SnmpEngine _ -> SnmpDiscovery.answers(bytes, id);
            // Responders of multicast DNS may leave the id at zero (RFC 6762 section 18.1).
            case Probe.MdnsQuery _ -> bytes.length >= 12 && (identifier(bytes) == id || identifier(bytes) == 0);
            case Probe.EmptyDatagram _ -> true;
            default -> bytes.length >= 12 && identifier(bytes) == id;
        };
    }

    private static int identifier(byte[] bytes) {
        return Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return switch (probe) {
            case Probe.NetbiosStatus _ -> NetbiosStatus.decode(bytes, evidence);
            case Probe.SnmpEngine _ -> SnmpDiscovery.decode(bytes, evidence);
            case Probe.MdnsQuery _ -> DnsMessages.services(bytes, evidence);
            case Probe.DnsName _ -> DnsMessages.name(bytes, evidence);
            default -> Optional.empty();
        };
    }
}
