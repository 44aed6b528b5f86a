package org.tidewaiter.report.firewall;

import java.util.List;
import java.util.stream.Collectors;

/** pf of BSD and macOS: rules in an anchor, which is emptied to take them back. */
record PacketFilter() implements Firewall {

    @Override
    public String title() {
        return "pf";
    }

    @Override
    public String stem() {
        return "pf";
    }

    @Override
    public String extension() {
        return "conf";
    }

    @Override
    public String mark() {
        return "#";
    }

    @Override
    public boolean verified() {
        return false;
    }

    @Override
    public List<String> use(Turn turn) {
        return switch (turn) {
            case OPEN -> List.of("Load it as root into an anchor of its own: pfctl -a tidewaiter -f pf-open.conf",
                    "The anchor must be called: /etc/pf.conf needs a line anchor \"tidewaiter\" before the rules that block;",
                    "load it with pfctl -f /etc/pf.conf. On macOS, whose pf.conf calls all anchors below com.apple,",
                    "the anchor com.apple/tidewaiter does without that.",
                    "See what is loaded: pfctl -a tidewaiter -s rules");
            case CLOSE -> List.of("Empty the anchor, as root: pfctl -a tidewaiter -F rules",
                    "Loading this file, in which there are no rules, does the same: pfctl -a tidewaiter -f pf-close.conf",
                    "Connections that stand go on until they end.");
        };
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        return switch (turn) {
            case OPEN -> Flow.of(request).stream().map(PacketFilter::rule).collect(Collectors.joining());
            case CLOSE -> "# No rules.\n";
        };
    }

    private static String rule(Flow flow) {
        return "pass in quick " + (flow.version() == 4 ? "inet" : "inet6") + " proto " + protocol(flow) + " from "
                + set(flow.sourceTexts()) + " to " + set(flow.destinationTexts()) + " " + what(flow)
                + " keep state label \"tidewaiter-" + flow.opening().id() + "\"\n";
    }

    private static String protocol(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP, ARP -> flow.version() == 4 ? "icmp" : "icmp6";
        };
    }

    private static String what(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP, UDP -> "port " + flow.opening().port();
            case ICMP, ARP -> flow.version() == 4 ? "icmp-type echoreq" : "icmp6-type echoreq";
        };
    }

    private static String set(List<String> addresses) {
        return "{ " + String.join(", ", addresses) + " }";
    }
}
