package org.tidewaiter.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.InstalledSoftware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.data.Processor;
import org.tidewaiter.api.data.Unit;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.CheckOutcome;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

/** A run over a good server, a hostile device and one that nobody knows, written through the real journal. */
final class SampleRun {

    /** What a device might say to whoever reads the report. */
    static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;\u202Egpj.exe\u0000\u001b[31m\u200b";
    static final Instant STARTED = Instant.parse("2026-03-04T05:06:07.000008Z");

    /** Numbers and texts that spreadsheets misread. */
    @DataClassId("com.acme.trap")
    record Trap(@Key String name, @Nullable String formula, @Unit("Cel") @Nullable Double temperature, @Nullable Long offset,
            List<String> notes,
            @Nullable Boolean armed) implements Item {
    }

    private SampleRun() {
    }

    static void write(Path file, int crowd, int packages) throws IOException, InterruptedException {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(new RunHeader(List.of("192.0.2.0/24", "printer.example"),
                    List.of(Prefix.tryParse("192.0.2.0/24").orElseThrow()),
                    List.of(Prefix.tryParse("192.0.2.250/32").orElseThrow()), List.of("ssh=2222"), "Tidewaiter 0.1.0", STARTED));
            journal.commit(server("192.0.2.7", "web1.example", packages));
            journal.commit(hostile());
            journal.commit(silentOne());
            for (var i = 0; i < crowd; i++) {
                journal.commit(server("198.51.100." + i, "host" + i + ".example", packages));
            }
            journal.finish(new RunFooter(STARTED.plusSeconds(187), Ended.COMPLETE, 254, 254 - 3 - crowd,
                    List.of("the credential audit was refused by 192.0.2.66 and not tried again; check its password", HOSTILE),
                    "cd".repeat(32)));
        }
    }

    private static Exchange exchange(int ordinal, Exchange.Kind kind, String id, String request, byte[] out, Ending ending,
            int exit) {
        return new Exchange(ordinal, kind, id, request, ending, exit, out, new byte[0], STARTED.plusMillis(ordinal * 211L),
                Duration.ofNanos(1_234_000L * ordinal));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Visit.Row row(Item item, int exchange, String place) {
        return new Visit.Row(item, 0, false, new Evidence(exchange, place), "unix/hardware");
    }

    private static Visit.StepGap gap(Class<? extends Item> dataClass, GapReason reason, String detail,
            @Nullable Evidence evidence) {
        return new Visit.StepGap(new Gap(dataClass, reason, detail, evidence), "unix/hardware");
    }

    private static Observation.Port port(Protocol protocol, int port, PortState state, String reason,
            @Nullable Duration roundTrip) {
        return new Observation.Port(protocol, port, state, reason, roundTrip, new Evidence(1, ""));
    }

    private static Visit visit(String address, String asked, List<String> names, List<MacAddress> macs, List<Claim> claims,
            boolean ambiguous,
            List<Observation.Port> ports, List<Visit.Row> rows, List<Visit.StepGap> gaps, List<Exchange> exchanges) {
        return new Visit(address, asked, names, macs, claims, ambiguous, ports, rows, gaps, exchanges,
                List.of(new Identifier(Identifier.Kind.ADDRESS, address)), STARTED, STARTED.plusSeconds(12), null, null,
                rows.isEmpty() ? List.of() : checks(names.getFirst(), rows, gaps.getFirst().gap()),
                EvidenceChain.root(exchanges));
    }

    /** Something found in the first two rows, something good, and something that the gap keeps from being judged. */
    private static List<CheckOutcome> checks(String name, List<Visit.Row> rows, Gap gap) {
        var because = rows.stream().limit(2).<Statement> map(r -> new Fact(r.item(), r.evidence())).toList();
        var found = new Finding("unix-first", name.equals(HOSTILE) ? Severity.CRITICAL : Severity.HIGH, "The first row is old",
                "row 1 is of " + name, "renew it", List.of("RFC 1", "https://vendor.example/?a=1&b=2"), because);
        return List.of(new CheckOutcome("unix-first", "unix", "First rows", List.of(Hardware.class),
                new CheckResult.Found(List.of(found))),
                new CheckOutcome("unix-good", "unix", "Good rows", List.of(Hardware.class), new CheckResult.Passed()),
                new CheckOutcome("unix-unseen", "unix", "Unseen rows", List.of(MemoryModule.class),
                        new CheckResult.NotJudged(gap)));
    }

    private static Visit server(String address, String name, int packages) {
        var session = new SessionFacts().put("server", "OpenSSH_9.2p1 Debian-2+deb12u3")
                .put("host-key", "ssh-ed25519 SHA256:Zk3v")
                .put("credential", "audit").put("elevation", "sudo without password");
        var listing = new StringBuilder();
        for (var i = 0; i < packages; i++) {
            listing.append("package-").append(i).append("\t1.").append(i).append("-2+deb12u1\tamd64\n");
        }
        var exchanges = List.of(
                exchange(1, Exchange.Kind.PROBE, "tcp/22", "connect to TCP 22",
                        utf8("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"),
                        Ending.complete("OPEN syn-ack 312 us"), -1),
                exchange(2, Exchange.Kind.SESSION, "ssh", "ssh " + address + ":22", session.bytes(), Ending.COMPLETE, -1),
                exchange(3, Exchange.Kind.REQUEST, "os-release", "cat /etc/os-release",
                        utf8("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n"),
                        Ending.COMPLETE, 0),
                exchange(4, Exchange.Kind.REQUEST, "dpkg", "dpkg-query -W -f '${Package}\\t${Version}\\t${Architecture}\\n'",
                        utf8(listing.toString()), Ending.COMPLETE, 0),
                exchange(5, Exchange.Kind.REQUEST, "dmidecode", "dmidecode -q", utf8(""),
                        Ending.shortOf(new Shortfall(GapReason.DENIED, "needs root: dmidecode")), 1));
        var rows = new ArrayList<>(List.of(
                row(new OperatingSystem("Debian GNU/Linux", "12", "12 (bookworm)", "Linux", "6.1.0-18-amd64", "x86_64", "web1",
                        "example",
                        "4f0c2e7f6c1b4a0e9c1d2b3a4f5e6d7c", "kvm", STARTED.minusSeconds(864_000), "Europe/Berlin", false), 3,
                        "line 1"),
                row(new Hardware("Dell Inc.", "PowerEdge R640", null, "7XK1234", "4c4c4544-0058-4b10-8031-b7c04f303333", null,
                        "Rack Mount Chassis",
                        "Dell Inc.", "0W23H8", null, "Dell Inc.", "2.19.1", LocalDate.of(2023, 6, 4), 68_719_476_736L), 3, ""),
                row(new Processor("0", "GenuineIntel", "Intel(R) Xeon(R) Silver 4214 CPU @ 2.20GHz", "x86_64", 12L, 24L, 3200.0,
                        "0x5003604",
                        List.of("meltdown: Not affected", "spectre_v2: Mitigation: Enhanced IBRS")), 3, ""),
                row(new Disk("sda", Disk.Kind.SOLID_STATE, "ATA", "SAMSUNG MZ7LH960", "S45NNE0M123456", "HXT7404Q",
                        960_197_124_096L, "sata",
                        "0x5002538e0012abcd", false), 3, ""),
                row(new Volume("/", "/dev/mapper/vg-root", "ext4", null, "8d2c1a57-07c5-4d3e-9a8a-1d2f3c4b5a69", 49_039_900_672L,
                        12_884_901_888L,
                        33_634_091_008L, true, false, true, List.of("rw", "relatime", "errors=remount-ro")), 3, "line 1"),
                row(new Volume("/boot", "/dev/sda1", "ext2", null, null, 510_984_192L, 59_768_832L, 425_721_856L, true, false,
                        false,
                        List.of("rw", "relatime")), 3, "line 2"),
                row(new NetworkInterface("eno1", 2L, "ether", new MacAddress(0x3cecef123456L), true, 1500L, 1_000_000_000L,
                        "full", "tg3", null,
                        "uplink"), 3, "")));
        for (var i = 0; i < packages; i++) {
            rows.add(row(
                    new InstalledSoftware("package-" + i, "dpkg", "1." + i + "-2+deb12u1", "amd64", "Debian maintainers", null,
                            1024L * i, null, null),
                    4, "line " + (i + 1)));
        }
        return visit(address, "192.0.2.0/24", List.of(name, "web1"), List.of(new MacAddress(0x3cecef123456L)),
                List.of(new Claim("unix", "Debian", "Debian GNU/Linux", "12", Confidence.PROVEN,
                        List.of(new Because("os-release names Debian GNU/Linux 12", new Evidence(3, "line 1")),
                                new Because("SSH banner \"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\"",
                                        new Evidence(1, "line 1"))))),
                false,
                List.of(port(Protocol.TCP, 22, PortState.OPEN, "syn-ack", Duration.ofNanos(312_000)),
                        port(Protocol.TCP, 445, PortState.CLOSED, "rst", Duration.ofNanos(1_298_000)),
                        port(Protocol.UDP, 161, PortState.NO_ANSWER, "no-answer", null)),
                rows,
                List.of(gap(MemoryModule.class, GapReason.DENIED, address + ": dmidecode needs root; allow it in sudoers",
                        new Evidence(5, ""))),
                exchanges);
    }

    private static Visit hostile() {
        var noise = new byte[5000];
        new java.util.Random(3).nextBytes(noise);
        var exchanges = List.of(
                exchange(1, Exchange.Kind.PROBE, "tcp/80", HOSTILE, utf8(HOSTILE + "\n</pre></details>\n" + "x".repeat(200_000)),
                        Ending.complete("OPEN syn-ack 9 us"), -1),
                exchange(2, Exchange.Kind.SESSION, "ssh", "ssh 192.0.2.66:22", utf8(""),
                        Ending.failed(new TransportException(Failure.REJECTED,
                                "192.0.2.66: the password of audit was refused; " + HOSTILE)),
                        -1),
                exchange(3, Exchange.Kind.REQUEST, "noise", "noise", noise, Ending.COMPLETE, 3));
        var rows = List.of(
                row(new Trap(HOSTILE, "=HYPERLINK(\"http://evil.example\",\"x\")", -40.5, -1L, List.of(HOSTILE, "-b"), true), 1,
                        HOSTILE),
                row(new Trap("plus", "+49 30 1234", 0.1, Long.MAX_VALUE, List.of(), false), 1, "line 2"),
                new Visit.Row(new Trap("at", "@SUM(A1)", Double.NaN, null, List.of("-1", "two, \"three\"\r\nfour"), null), 1,
                        true,
                        new Evidence(3, ""), "acme/trap"),
                row(new Trap("tab", "\tcmd", 1e21, 0L, List.of("ok"), null), 1, ""),
                row(new Trap("dash", "-2+3", null, null, List.of(), null), 1, ""));
        return visit("192.0.2.66", HOSTILE, List.of(HOSTILE), List.of(),
                List.of(new Claim("com.acme.laser", HOSTILE, null, null, Confidence.LIKELY,
                        List.of(new Because(HOSTILE, new Evidence(1, HOSTILE)))),
                        new Claim("printer", null, "LaserJet", "4", Confidence.LIKELY,
                                List.of(new Because("port 9100", new Evidence(1, ""))))),
                true, List.of(port(Protocol.TCP, 80, PortState.OPEN, HOSTILE, Duration.ofNanos(9000))), rows,
                List.of(gap(OperatingSystem.class, GapReason.DENIED, HOSTILE, new Evidence(2, HOSTILE)),
                        gap(Volume.class, GapReason.NOT_PRESENT, "192.0.2.66: has none", null)),
                exchanges);
    }

    private static Visit silentOne() {
        return visit("192.0.2.200", "192.0.2.0/24", List.of(), List.of(), List.of(), false,
                List.of(port(Protocol.ICMP, 0, PortState.OPEN, "echo-reply", Duration.ofNanos(2_000_000))), List.of(), List.of(),
                List.of(exchange(1, Exchange.Kind.PROBE, "icmp", "echo request", new byte[0],
                        Ending.complete("OPEN echo-reply 2000 us"), -1)));
    }
}
