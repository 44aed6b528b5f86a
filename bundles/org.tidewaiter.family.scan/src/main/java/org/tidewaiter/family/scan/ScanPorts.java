package org.tidewaiter.family.scan;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Basis;
import org.tidewaiter.api.model.PortRule.Need;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortRule.Stage;
import org.tidewaiter.api.model.PortRule.Trait;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.family.scan.ScanItems.AnnouncedService;
import org.tidewaiter.family.scan.ScanItems.SeenName;

/** The ports that seeing any device from outside needs. Names come from several places: what is lost is the names that one of them knows. */
final class ScanPorts {

    private static final String VENDOR = "Vendor page: network ports for audit";
    private static final String OWN = "Tidewaiter";

    static final List<PortRule> RULES = List.of(
            new PortRule("scan-icmp-0", Stage.SCAN, Protocol.ICMP, 0, Party.TARGET, new Need.Optional(), "echo: presence",
                    "devices with no open port may be missed", Set.of(), VENDOR, Basis.INFERRED, null),
            new PortRule("scan-udp-53", Stage.SCAN, Protocol.UDP, 53, Party.DNS_SERVER, new Need.Optional(), "DNS names",
                    "names missing", Set.of(SeenName.class), VENDOR, Basis.INFERRED, null),
            new PortRule("scan-udp-137", Stage.SCAN, Protocol.UDP, 137, Party.TARGET, new Need.Optional(),
                    "NetBIOS names and services", "names missing", Set.of(SeenName.class), VENDOR, Basis.INFERRED, null),
            new PortRule("scan-udp-138", Stage.SCAN, Protocol.UDP, 138, Party.TARGET, new Need.Optional(),
                    "NetBIOS communication", "names may be missing", Set.of(), VENDOR, Basis.INFERRED,
                    "gives no answer by nature").with(Trait.UNANSWERED),
            new PortRule("scan-udp-5353", Stage.SCAN, Protocol.UDP, 5353, Party.TARGET, new Need.Optional(),
                    "mDNS names and services", "names and services of devices that announce themselves are missing",
                    Set.of(SeenName.class, AnnouncedService.class),
                    OWN, Basis.INFERRED, null));

    private ScanPorts() {
    }
}
