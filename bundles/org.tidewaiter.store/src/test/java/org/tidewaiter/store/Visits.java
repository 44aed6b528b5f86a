package org.tidewaiter.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.Visit;

/** Visits as an engine would hand them over. */
final class Visits {

    static final Instant STARTED = Instant.parse("2026-03-04T05:06:07.000008Z");
    static final RunHeader HEADER = new RunHeader(List.of("192.0.2.0/24", "fe80::1%eth0"),
            List.of(Prefix.tryParse("192.0.2.0/24").orElseThrow()),
            List.of(Prefix.tryParse("192.0.2.66").orElseThrow()), List.of("ssh=2222"), "Tidewaiter 0.1.0", STARTED);
    static final RunFooter FOOTER = new RunFooter(STARTED.plusSeconds(60), Ended.COMPLETE, 254, 252,
            List.of("the credential \"audit\" was refused once and not tried again"), "ab".repeat(32));

    private Visits() {
    }

    static Exchange exchange(int ordinal, Exchange.Kind kind, String id, String out, Ending ending) {
        return new Exchange(ordinal, kind, id, id + " as asked", ending, 0, out.getBytes(StandardCharsets.UTF_8), new byte[0],
                STARTED.plusNanos(ordinal * 1000L), Duration.ofNanos(1_234_000));
    }

    static List<Exchange> exchanges() {
        return List.of(
                exchange(1, Exchange.Kind.PROBE, "tcp/22", "SSH-2.0-OpenSSH_9.2p1\r\n", Ending.complete("OPEN syn-ack 312 us")),
                exchange(2, Exchange.Kind.SESSION, "ssh", "server=OpenSSH_9.2p1\n", Ending.COMPLETE),
                exchange(3, Exchange.Kind.REQUEST, "dpkg", "bash 5.2\n".repeat(400), Ending.COMPLETE),
                exchange(4, Exchange.Kind.REQUEST, "dmidecode", "",
                        Ending.shortOf(new Shortfall(GapReason.DENIED, "needs root: dmidecode"))));
    }

    static Visit.Row row(Item item, int exchange, String place) {
        return new Visit.Row(item, 0, false, new Evidence(exchange, place), "unix/software");
    }

    static Visit visit(String address, List<Visit.Row> rows, Identifier... identifiers) {
        return visit(address, rows, exchanges(), List.of(identifiers));
    }

    static Visit visit(String address, List<Visit.Row> rows, List<Exchange> exchanges, List<Identifier> identifiers) {
        var claim = new Claim("unix", "Debian", "Debian GNU/Linux", "12", Confidence.PROVEN,
                List.of(new Because("uname says Linux", new Evidence(2, "")),
                        new Because("SSH banner", new Evidence(1, "line 1"))));
        var rival = new Claim("nas", null, null, null, Confidence.HINT, List.of(new Because("port 5000", new Evidence(1, ""))));
        var gap = new Gap(Volume.class, GapReason.DENIED, address + ": df refused; run as root", new Evidence(4, "line 1"));
        return new Visit(address, "192.0.2.0/24", List.of("web1.example", "web1"), List.of(new MacAddress(0x0200_0000_0007L)),
                List.of(claim, rival),
                false,
                List.of(new Observation.Port(Protocol.TCP, 22, PortState.OPEN, "syn-ack", Duration.ofNanos(312_000),
                        new Evidence(1, "")),
                        new Observation.Port(Protocol.UDP, 161, PortState.NO_ANSWER, "no-answer", null, new Evidence(1, ""))),
                rows, List.of(new Visit.StepGap(gap, "unix/storage")), exchanges, identifiers, STARTED, STARTED.plusSeconds(5),
                EvidenceChain.root(exchanges));
    }

    static InstalledSoftware software(String name, String version) {
        return new InstalledSoftware(name, "dpkg", version, "amd64", null, null, 4096L, Instant.parse("2024-02-29T23:59:59Z"),
                null);
    }

    static List<Visit.Row> manyRows(int count) {
        var rows = new ArrayList<Visit.Row>();
        for (var i = 0; i < count; i++) {
            rows.add(row(software("package-" + i, "1." + i), 3, "line " + (i + 1)));
        }
        return rows;
    }
}
