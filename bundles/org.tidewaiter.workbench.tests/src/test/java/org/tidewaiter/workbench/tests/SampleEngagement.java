package org.tidewaiter.workbench.tests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.readiness.Cause;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.readiness.RuleResult;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

/** An engagement written through the store's own journal: a server, a Windows host, a printer and a host that only pings. */
final class SampleEngagement {

    static final int PACKAGES = 1200;
    private static final Instant STARTED = Instant.parse("2026-03-04T05:06:07Z");

    private SampleEngagement() {
    }

    static void write(Path file) throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(new RunHeader(List.of("10.0.0.0/24"), List.of(Prefix.tryParse("10.0.0.0/24").orElseThrow()), List.of(),
                    List.of(),
                    "Tidewaiter 0.1.0", STARTED));
            journal.commit(server());
            journal.commit(recognised("10.0.0.20", "files1", "windows", "Microsoft", "Windows", Confidence.LIKELY, 445,
                    "TCP 445 is open (SMB)"));
            journal.commit(recognised("10.0.0.9", "printer-2nd-floor", "printer", null, null, Confidence.HINT, 9100,
                    "TCP 9100 is open (raw printing)"));
            journal.commit(visit("10.0.0.100", List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(exchange(1, "icmp echo", "", ""))));
            journal.finish(
                    new RunFooter(STARTED.plusSeconds(60), RunFooter.Ended.COMPLETE, 254, 250, List.of(), "ab".repeat(32)));
        }
    }

    /** A second run that finds one more device. */
    static void addRun(Path file) throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(
                    new RunHeader(List.of("10.0.0.30"), List.of(Prefix.tryParse("10.0.0.30").orElseThrow()), List.of(), List.of(),
                            "Tidewaiter 0.1.0", STARTED.plusSeconds(3600)));
            journal.commit(recognised("10.0.0.30", "late", "nas", null, null, Confidence.HINT, 548, "TCP 548 is open (AFP)"));
            journal.finish(new RunFooter(STARTED.plusSeconds(3660), RunFooter.Ended.CANCELLED, 1, 0, List.of(), "ab".repeat(32)));
        }
    }

    /** A readiness run that meets one device, whose SSH a firewall keeps from us. */
    static void addReadiness(Path file) throws Exception {
        var rule = new PortRule("unix-tcp-22", PortRule.Stage.AUDIT, Protocol.TCP, 22, PortRule.Party.TARGET,
                new PortRule.Need.Required(), "SSH", "no audit", Set.of(OperatingSystem.class), "test", PortRule.Basis.INFERRED,
                null);
        var found = recognised("10.0.0.40", "shut", "unix", null, null, Confidence.HINT, 80, "TCP 80 is open");
        var readiness = new Readiness("unix", false, Verdict.BLOCKED,
                List.of(new RuleResult(rule, Cause.SILENCE, true, null, null, "nothing came back from TCP 22",
                        "ask the firewall team", new Evidence(1, ""))));
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(new RunHeader(RunHeader.Purpose.READINESS, List.of("10.0.0.40"),
                    List.of(Prefix.tryParse("10.0.0.40").orElseThrow()), List.of(), List.of(), Collections.emptySortedMap(),
                    "Tidewaiter 0.1.0",
                    STARTED.plusSeconds(3600)));
            journal.commit(new Visit(found.address(), found.asked(), found.names(), found.macs(), found.claims(), false,
                    found.ports(), found.rows(), found.gaps(), found.exchanges(), found.identifiers(), found.started(),
                    found.finished(), null, readiness, List.of(), found.root()));
            journal.finish(new RunFooter(STARTED.plusSeconds(3660), RunFooter.Ended.COMPLETE, 1, 0, List.of(), "ab".repeat(32)));
        }
    }

    /** A run that meets one device, at which a check found something grave and another could not judge. */
    static void addFindings(Path file) throws Exception {
        var found = server();
        var row = found.rows().getFirst();
        var telnet = new Finding("unix-cleartext-service", Severity.HIGH, "Telnet is offered", "TCP 23 listens on 0.0.0.0",
                "Switch it off", List.of("RFC 854"), List.of(new Fact(row.item(), row.evidence())));
        var empty = new Finding("unix-empty-password", Severity.CRITICAL, "An account asks for no password", "account guest",
                "Set a password", List.of("shadow(5)"), List.of(new Fact(row.item(), row.evidence())));
        var reads = List.<Class<? extends Item>> of(OperatingSystem.class);
        var checks = List.of(
                new CheckOutcome("unix-cleartext-service", "unix", "Services that send in clear", reads,
                        new CheckResult.Found(List.of(telnet))),
                new CheckOutcome("unix-empty-password", "unix", "Accounts without a password", reads,
                        new CheckResult.Found(List.of(empty))),
                new CheckOutcome("unix-volumes", "unix", "Volumes", List.of(Volume.class),
                        new CheckResult.NotJudged(found.gaps().getFirst().gap())));
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(
                    new RunHeader(List.of("10.0.0.7"), List.of(Prefix.tryParse("10.0.0.7").orElseThrow()), List.of(), List.of(),
                            "Tidewaiter 0.1.0", STARTED.plusSeconds(3600)));
            journal.commit(new Visit(found.address(), found.asked(), found.names(), found.macs(), found.claims(), false,
                    found.ports(), found.rows(), found.gaps(), found.exchanges(), found.identifiers(), found.started(),
                    found.finished(), null, null, checks, found.root()));
            journal.finish(new RunFooter(STARTED.plusSeconds(3660), RunFooter.Ended.COMPLETE, 1, 0, List.of(), "ab".repeat(32)));
        }
    }

    private static Visit server() {
        var packages = IntStream.range(0, PACKAGES)
                .mapToObj(i -> String.format("package-%04d\t1.%d-1\tamd64\t%d", i, i, i * 1000L))
                .collect(Collectors.joining("\n", "", "\n"));
        var exchanges = List.of(exchange(1, "tcp/22 banner", "", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"),
                exchange(2, "os-release", "cat /etc/os-release",
                        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\n"),
                exchange(3, "dpkg", "dpkg-query -W -f='${Package}\\t${Version}\\t${Architecture}\\t${Installed-Size}\\n'",
                        packages));
        var rows = new ArrayList<Visit.Row>();
        rows.add(new Visit.Row(
                new OperatingSystem("Debian GNU/Linux", "12", "bookworm", null, null, "x86_64", null, null, null, null, null,
                        null, null),
                0, false,
                new Evidence(2, "line 1"), "unix/operating-system"));
        for (var i = 0; i < PACKAGES; i++) {
            rows.add(new Visit.Row(new InstalledSoftware(String.format("package-%04d", i), "dpkg", "1." + i + "-1", "amd64", null,
                    null, i * 1_024_000L,
                    null, null), 0, false, new Evidence(3, "line " + (i + 1)), "unix/software"));
        }
        var claim = new Claim("unix", "Debian", "Debian GNU/Linux", "12", Confidence.PROVEN,
                List.of(new Because("a shell answered: Linux 6.1.0-18-amd64 x86_64", new Evidence(2, "")),
                        new Because("SSH says \"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\"", new Evidence(1, "line 1"))));
        var gap = new Visit.StepGap(
                new Gap(Volume.class, GapReason.DENIED, "10.0.0.7: df refused; run as root", new Evidence(3, "")),
                "unix/storage");
        return visit("10.0.0.7", List.of("web1.example"), List.of(claim),
                List.of(port(22, PortState.OPEN, 1), port(445, PortState.CLOSED, 1)), rows,
                List.of(gap), exchanges);
    }

    private static Visit recognised(String address, String name, String family, String vendor, String product,
            Confidence confidence, int port,
            String because) {
        var claim = new Claim(family, vendor, product, null, confidence, List.of(new Because(because, new Evidence(1, ""))));
        return visit(address, List.of(name), List.of(claim), List.of(port(port, PortState.OPEN, 1)), List.of(), List.of(),
                List.of(exchange(1, "tcp/" + port + " connect", "", "")));
    }

    private static Visit visit(String address, List<String> names, List<Claim> claims, List<Observation.Port> ports,
            List<Visit.Row> rows,
            List<Visit.StepGap> gaps, List<Exchange> exchanges) {
        return new Visit(address, "10.0.0.0/24", names, List.of(), claims, false, ports, rows, gaps, exchanges,
                List.of(new Identifier(Identifier.Kind.HARDWARE_UUID, "uuid-of-" + address)), STARTED, STARTED.plusSeconds(5),
                EvidenceChain.root(exchanges));
    }

    private static Observation.Port port(int port, PortState state, int exchange) {
        return new Observation.Port(Protocol.TCP, port, state, "syn-ack", Duration.ofNanos(312_000), new Evidence(exchange, ""));
    }

    private static Exchange exchange(int ordinal, String id, String request, String out) {
        return new Exchange(ordinal, request.isEmpty() ? Exchange.Kind.PROBE : Exchange.Kind.REQUEST, id,
                request.isEmpty() ? id : request,
                Ending.COMPLETE, request.isEmpty() ? -1 : 0, out.getBytes(StandardCharsets.UTF_8), new byte[0],
                STARTED.plusMillis(ordinal),
                Duration.ofMillis(12));
    }
}
