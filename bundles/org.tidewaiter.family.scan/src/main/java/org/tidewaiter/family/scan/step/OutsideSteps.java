package org.tidewaiter.family.scan.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.scan.ScanItems.AnnouncedService;
import org.tidewaiter.family.scan.ScanItems.SeenMac;
import org.tidewaiter.family.scan.ScanItems.SeenName;
import org.tidewaiter.family.scan.ScanItems.ShownCertificate;
import org.tidewaiter.family.scan.ScanItems.SnmpEngine;
import org.tidewaiter.family.scan.ScanItems.SshServer;
import org.tidewaiter.family.scan.ScanItems.WebPage;

/** The steps of this family, in reading order. */
public final class OutsideSteps {
    private final List<SeenStep> all;

    /** With the registry that names the makers of network cards. */
    public OutsideSteps(HardwareVendors vendors) {
        var steps = new ArrayList<>(List.of( //
                new SeenStep("names",
                        Set.of(Observation.DnsName.class, Observation.NetbiosNames.class, Observation.MdnsServices.class,
                                Observation.SnmpSystem.class),
                        Set.of(SeenName.class), OutsideSteps::name), //
                new SeenStep("hardware-addresses", Set.of(Observation.NeighborMac.class), Set.of(SeenMac.class),
                        (seen, sink) -> mac(seen, vendors, sink)), //
                new SeenStep("announcements", Set.of(Observation.MdnsServices.class), Set.of(AnnouncedService.class),
                        OutsideSteps::services), //
                new SeenStep("web-pages", Set.of(Observation.HttpAnswer.class), Set.of(WebPage.class), OutsideSteps::page), //
                new SeenStep("certificates", Set.of(Observation.TlsPeer.class), Set.of(ShownCertificate.class),
                        OutsideSteps::certificate), //
                new SeenStep("ssh-servers", Set.of(Observation.SshOffer.class), Set.of(SshServer.class), OutsideSteps::ssh), //
                new SeenStep("snmp-engines", Set.of(Observation.SnmpEngine.class), Set.of(SnmpEngine.class),
                        OutsideSteps::engine)));
        steps.addAll(MicrosoftSteps.ALL);
        all = List.copyOf(steps);
    }

    /** All of them. */
    public List<AuditStep<?>> all() {
        return List.copyOf(all);
    }

    /** Those that have something to say. */
    public List<AuditStep<?>> of(Observations observations) {
        return List.copyOf(all.stream().filter(step -> step.applies(observations)).toList());
    }

    private static void name(Observation seen, FactSink sink) {
        switch (seen) {
            case Observation.DnsName dns -> name("dns", dns.name(), dns.evidence(), sink);
            case Observation.NetbiosNames netbios -> {
                name("netbios", netbios.computer(), netbios.evidence(), sink);
                name("netbios-workgroup", netbios.workgroup(), netbios.evidence(), sink);
            }
            case Observation.MdnsServices mdns -> name("mdns", mdns.hostName(), mdns.evidence(), sink);
            case Observation.SnmpSystem snmp -> name("snmp", snmp.name(), snmp.evidence(), sink);
            default -> throw new IllegalArgumentException("no name in " + seen);
        }
    }

    private static void name(String source, @Nullable String name, Evidence evidence, FactSink sink) {
        if (name != null && !name.isBlank()) {
            sink.fact(new SeenName(source, name), evidence);
        }
    }

    private static void mac(Observation seen, HardwareVendors vendors, FactSink sink) {
        if (seen instanceof Observation.NeighborMac neighbor) {
            sink.fact(new SeenMac("neighbour-table", neighbor.mac(), vendors.vendor(neighbor.mac()).orElse(null)),
                    neighbor.evidence());
        }
    }

    private static void services(Observation seen, FactSink sink) {
        if (seen instanceof Observation.MdnsServices mdns) {
            mdns.services().stream().filter(s -> !s.isBlank()).distinct()
                    .forEach(service -> sink.fact(new AnnouncedService(service), mdns.evidence()));
        }
    }

    private static void page(Observation seen, FactSink sink) {
        if (seen instanceof Observation.HttpAnswer http) {
            sink.fact(new WebPage(http.port(), http.secure(), http.status(), http.title(), http.server(), http.location(),
                    http.authenticate()), http.evidence());
        }
    }

    private static void certificate(Observation seen, FactSink sink) {
        if (seen instanceof Observation.TlsPeer tls) {
            sink.fact(new ShownCertificate(tls.port(), tls.subject(), tls.issuer(), tls.names(), tls.notBefore(), tls.notAfter(),
                    tls.fingerprint(), tls.protocol(), tls.cipher()), tls.evidence());
        }
    }

    private static void ssh(Observation seen, FactSink sink) {
        if (seen instanceof Observation.SshOffer ssh) {
            sink.fact(new SshServer(ssh.port(), ssh.identification(), ssh.hostKeyType(), ssh.hostKey(), ssh.hostKeyTypes(),
                    ssh.keyExchanges(), ssh.ciphers(), ssh.macs()), ssh.evidence());
        }
    }

    private static void engine(Observation seen, FactSink sink) {
        if (seen instanceof Observation.SnmpEngine engine) {
            sink.fact(
                    new SnmpEngine(engine.engineId(), engine.enterprise(), engine.boots(), Duration.ofSeconds(engine.seconds())),
                    engine.evidence());
        }
    }
}
