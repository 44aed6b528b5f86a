package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.replay.RecordedVisit;
import org.tidewaiter.replay.RecordingDirectory;

/** What the recogniser makes of real servers that are not Windows, port by port. */
class WindowsRecognizerTest {
    private static final String OWN = "synthetic-windows-server-2022-domain-controller-outside";

    /** What the family's probes saw in a visit: every port's state, and what was said. */
    private static List<Observation> seen(RecordedVisit visit) {
        var seen = new ArrayList<Observation>();
        for (var exchange : visit.exchanges()) {
            new WindowsFamily().probes().stream().filter(p -> p.text().equals(exchange.requestId()))
                    .forEach(probe -> observe(probe, exchange, seen));
        }
        return seen;
    }

    private static void observe(Probe probe, Exchange exchange, List<Observation> seen) {
        var answer = ProbeAnswer.of(exchange.ending().detail(), exchange.out());
        seen.add(new Observation.Port(probe.protocol(), probe.port(), answer.state(), answer.reason(), answer.roundTrip(),
                exchange.evidence()));
        if (exchange.out().length > 0) {
            Decoders.all().stream().filter(d -> d.supports(probe)).findFirst()
                    .flatMap(d -> d.decode(probe, exchange.out(), exchange.evidence())).ifPresent(seen::add);
        }
    }

    /** Behind a firewall that leaves some ports only; Port observations of the others are left out, too. */
    private static String claims(String folder, int... ports) throws IOException {
        var claims = new ArrayList<String>();
        for (var visit : RecordingDirectory.read(Path.of("src/test", folder)).visits()) {
            var left = seen(visit).stream()
                    .filter(o -> ports.length == 0 || Arrays.stream(ports).anyMatch(p -> p == port(o))).toList();
            claims.add(new WindowsRecognizer().recognize(new Observations(left))
                    .map(c -> c.confidence() + " " + c.product() + " " + c.version()).orElse("nothing"));
        }
        return String.join(", ", claims);
    }

    private static int port(Observation seen) {
        return switch (seen) {
            case Observation.Port p -> p.port();
            case Observation.BannerText b -> b.port();
            case Observation.SmbServer s -> s.port();
            case Observation.Smb1Server s -> s.port();
            case Observation.RpcServer r -> r.port();
            case Observation.RdpServer r -> r.port();
            case Observation.LdapServer l -> l.port();
            case Observation.WsmanServer w -> w.port();
            default -> 0;
        };
    }

    @TestFactory
    Stream<DynamicTest> sambaIsNeverWindowsWhicheverPortsAFirewallLeaves() {
        return Stream.of(new int[0], new int[] { 445 }, new int[] { 135 }, new int[] { 389 }, new int[] { 135, 445 },
                new int[] { 139, 445 }, new int[] { 389, 445 }, new int[] { 135, 389 })
                .map(ports -> dynamicTest(Arrays.toString(ports), () -> {
                    assertEquals("nothing, nothing, nothing, nothing", claims("others/debian-12-samba", ports));
                    assertEquals("nothing", claims("others/debian-12-samba-domain-controller", ports));
                    assertEquals("nothing", claims("others/debian-12-xrdp", ports));
                }));
    }

    @TestFactory
    Stream<DynamicTest> oneOpenPortIsEnoughForWindows() {
        return Map.of(445, "LIKELY Windows Server 2022 10.0.20348", 135, "LIKELY Windows Server 2022 10.0.20348", 3389,
                "LIKELY Windows Server 2022 10.0.20348", 5985, "LIKELY Windows Server 2022 10.0.20348", 5986,
                "LIKELY Windows Server 2022 10.0.20348", 389, "LIKELY Windows Server null").entrySet().stream()
                .map(e -> dynamicTest("tcp/" + e.getKey(),
                        () -> assertEquals(e.getValue(), claims("recordings/" + OWN, e.getKey()))));
    }
}
