package org.tidewaiter.report.firewall;

import java.util.ArrayList;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/** Lines for the extended named access lists that are there, IPv4 with wildcard masks, IPv6 with prefixes. */
record CiscoList() implements Firewall {

    @Override
    public String title() {
        return "Cisco IOS access list";
    }

    @Override
    public String stem() {
        return "cisco";
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public String mark() {
        return "!";
    }

    @Override
    public boolean verified() {
        return false;
    }

    @Override
    public List<String> use(Turn turn) {
        return switch (turn) {
            case OPEN -> List.of(
                    "Enter it in configuration mode, with the names of the lists that are applied on the way to the destinations in",
                    "place of NAME-OF-YOUR-LIST. A new list would deny everything that it does not name: do not apply one.",
                    "The lines are numbered from 1, so that they stand before what denies. See what numbers there are:",
                    "  show ip access-lists NAME-OF-YOUR-LIST",
                    "and make room where they are taken: ip access-list resequence NAME-OF-YOUR-LIST 100000 10",
                    "A list on the way back must let the answers pass, from the same port to the audit machine.");
            case CLOSE -> List.of("Enter it in configuration mode, with the same names of lists in place of NAME-OF-YOUR-LIST.");
        };
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        var text = new StringBuilder();
        for (var version : List.of(4, 6)) {
            var lines = Flow.of(request).stream().filter(f -> f.version() == version).flatMap(f -> lines(f).stream()).toList();
            if (lines.isEmpty()) {
                continue;
            }
            text.append(
                    version == 4 ? "ip access-list extended NAME-OF-YOUR-LIST\n" : "ipv6 access-list NAME-OF-YOUR-IPV6-LIST\n");
            for (var i = 0; i < lines.size(); i++) {
                text.append(' ').append(numbered(lines.get(i), version, i + 1, turn)).append('\n');
            }
            text.append(" exit\n");
        }
        return text.append("end\n").toString();
    }

    private static String numbered(String line, int version, int number, Turn turn) {
        return switch (turn) {
            case CLOSE -> "no " + line;
            case OPEN -> version == 4 ? number + " " + line : line + " sequence " + number;
        };
    }

    private static List<String> lines(Flow flow) {
        var lines = new ArrayList<String>();
        for (var source : flow.sources()) {
            for (var destination : flow.destinations()) {
                lines.add("permit " + protocol(flow) + " host " + source + " " + destination(destination) + " " + what(flow));
            }
        }
        return lines;
    }

    private static String destination(Prefix prefix) {
        if (prefix.length() == prefix.address().bits()) {
            return "host " + prefix.address();
        }
        return prefix.address().version() == 6 ? prefix.toString()
                : prefix.address() + " " + new IpAddress(4, 0, 0xffff_ffffL >>> prefix.length(), null);
    }

    private static String protocol(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP, ARP -> "icmp";
        };
    }

    private static String what(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP, UDP -> "eq " + flow.opening().port();
            case ICMP, ARP -> flow.version() == 4 ? "echo" : "echo-request";
        };
    }
}
