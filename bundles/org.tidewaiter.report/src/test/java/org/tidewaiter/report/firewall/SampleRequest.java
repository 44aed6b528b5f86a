package org.tidewaiter.report.firewall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.firewall.FirewallRequest.Other;
import org.tidewaiter.report.firewall.FirewallRequest.Service;

/** Requests as they might be made. */
final class SampleRequest {

    /** What a text might hold to run in a browser, a spreadsheet or a shell, or to break out of a comment. */
    static final String HOSTILE = "=cmd|' /C'!A0 <script>alert(1)</script>\"'`$(reboot)`\\\r\nreboot\u2028reboot\u0085#> \u202Etxt";

    private SampleRequest() {
    }

    static List<IpAddress> addresses(String... texts) {
        return Stream.of(texts).map(IpAddress::parse).toList();
    }

    static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(t -> Prefix.tryParse(t).orElseThrow()).toList();
    }

    static Opening opening(Protocol protocol, int port, String purpose, String... destinations) {
        var id = protocol == Protocol.ICMP ? "open-icmp"
                : "open-" + protocol.name().toLowerCase(java.util.Locale.ROOT) + "-" + port;
        return new Opening(id, protocol, port, prefixes(destinations), destinations.length, purpose, "no audit", List.of(),
                List.of(),
                List.of(), false);
    }

    static FirewallRequest of(List<IpAddress> sources, Opening... openings) {
        return new FirewallRequest(Instant.parse("2026-03-04T05:06:07Z"), sources, LocalDate.of(2026, 3, 18), List.of(openings),
                List.of(), List.of());
    }

    /** A network of an office: several ports, two IP versions, something for each list. */
    static FirewallRequest office() {
        var audit = addresses("192.0.2.10", "2001:db8::10");
        return new FirewallRequest(Instant.parse("2026-03-04T05:06:07.000008Z"), audit, LocalDate.of(2026, 3, 18), List.of(
                new Opening("open-tcp-5985", Protocol.TCP, 5985,
                        prefixes("198.51.100.0/26", "198.51.100.77/32", "198.51.100.80/30", "203.0.113.5/32", "2001:db8:1::/64"),
                        71,
                        "PowerShell Remoting over WinRM (HTTP): all audit commands and data collection",
                        "no audit, unless Remoting can be enabled remotely",
                        List.of("operating-system", "installed-software", "volume", "user-account"),
                        List.of("windows.winrm"), addresses("198.51.100.1"), false),
                new Opening("open-tcp-22", Protocol.TCP, 22, prefixes("203.0.113.17/32", "203.0.113.18/31"), 3,
                        "SSH, with administrative credentials", "no audit", List.of("installed-software", "volume"),
                        List.of("unix.ssh"), List.of(), false),
                new Opening("open-udp-161", Protocol.UDP, 161, prefixes("203.0.113.200/32", "2001:db8:2::5/128"), 2,
                        "SNMP audit data, with SNMP credentials", "printer audit data cannot be collected",
                        List.of("printer-supply"), List.of("printer.snmp"), List.of(), false),
                new Opening("open-tcp-445", Protocol.TCP, 445, prefixes("198.51.100.77/32"), 1,
                        "SMB, to recognise Windows before Remoting is enabled", "may not be recognised as Windows", List.of(),
                        List.of("windows.smb"), List.of(), true),
                new Opening("open-icmp", Protocol.ICMP, 0, prefixes("198.51.100.0/24"), 9, "presence (ping)",
                        "devices with no open port may be missed", List.of(), List.of("scan.echo"), List.of(), false)),
                List.of(new Service(Protocol.TCP, 5985, prefixes("198.51.100.90/32", "198.51.100.91/32"),
                        "run winrm quickconfig as administrator, or set the same by Group Policy", "no audit", "windows.winrm")),
                List.of(new Other(Protocol.TCP, 22, prefixes("203.0.113.30/32"), "SSH answers, and refuses the credential",
                        "check user and password", "unix.ssh"),
                        new Other(Protocol.UDP, 161, prefixes("203.0.113.201/32"), "silence: filtered, or the community is wrong",
                                "check the community first", "printer.snmp")));
    }

    /** Every text is hostile, and so are the zones of the addresses. */
    static FirewallRequest hostile() {
        var zone = new IpAddress(6, 0xfe80L << 48, 1, "$(reboot);\"'\nreboot");
        return new FirewallRequest(Instant.parse("2026-03-04T05:06:07Z"), List.of(zone), LocalDate.of(2026, 3, 18),
                List.of(new Opening("open-tcp-5985", Protocol.TCP, 5985, List.of(Prefix.of(zone)), 1, HOSTILE, HOSTILE,
                        List.of(HOSTILE), List.of(HOSTILE), List.of(zone), true)),
                List.of(new Service(Protocol.TCP, 22, List.of(Prefix.of(zone)), HOSTILE, HOSTILE, HOSTILE)),
                List.of(new Other(Protocol.UDP, 161, List.of(Prefix.of(zone)), HOSTILE, HOSTILE, HOSTILE)));
    }
}
