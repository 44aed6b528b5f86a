package org.tidewaiter.report.firewall;

import java.util.ArrayList;
import java.util.List;

/**
 * Rich rules, in the running configuration and in the permanent one. They carry no comment; a priority that nobody else uses tells them from
 * the client's own, and puts them before rules that deny.
 */
record Firewalld() implements Firewall {

    private static final int PRIORITY = -7077;

    /** A call takes half a second, whatever it changes, and a command line must not grow without end. */
    private static final int RULES_A_CALL = 50;

    @Override
    public String title() {
        return "firewalld";
    }

    @Override
    public String stem() {
        return "firewalld";
    }

    @Override
    public String extension() {
        return "sh";
    }

    @Override
    public String mark() {
        return "#";
    }

    @Override
    public boolean verified() {
        return true;
    }

    @Override
    public List<String> use(Turn turn) {
        return List.of("Run as root: sh " + fileName(turn),
                "Every host may get the same file: its rules match only packets to the destinations.",
                "The zone is the default one; where another receives the audit's packets: ZONE=internal sh " + fileName(turn),
                "The rules act at once and outlive a restart. Nothing is reloaded, so other changes that are not permanent stay.",
                "They have no end of their own: firewalld knows time limits only for rules that are not permanent.",
                "By their priority, " + PRIORITY + ", they are told from your own; it needs firewalld 0.7 or newer.");
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        var text = new StringBuilder("""
                zone=${ZONE:-$(firewall-cmd --get-default-zone)}
                failed=0

                change() {
                  firewall-cmd --zone="$zone" "$@" || failed=1
                  firewall-cmd --permanent --zone="$zone" "$@" || failed=1
                }
                """);
        for (var flow : Flow.of(request)) {
            text.append("\n# ").append(flow.opening().id()).append(", IPv").append(flow.version()).append('\n');
            var rules = rules(flow);
            for (var i = 0; i < rules.size(); i += RULES_A_CALL) {
                text.append("change");
                rules.subList(i, Math.min(i + RULES_A_CALL, rules.size())).forEach(rule -> text.append(" \\\n  ")
                        .append(turn == Turn.OPEN ? "--add-rich-rule='" : "--remove-rich-rule='").append(rule).append('\''));
                text.append('\n');
            }
        }
        return text.append("\nexit $failed\n").toString();
    }

    private static List<String> rules(Flow flow) {
        var rules = new ArrayList<String>();
        for (var source : flow.sourceTexts()) {
            for (var destination : flow.destinationTexts()) {
                rules.add("rule priority=\"" + PRIORITY + "\" family=\"ipv" + flow.version() + "\" source address=\"" + source
                        + "\" destination address=\"" + destination + "\" " + what(flow) + " accept");
            }
        }
        return rules;
    }

    private static String what(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP -> "port port=\"" + flow.opening().port() + "\" protocol=\"tcp\"";
            case UDP -> "port port=\"" + flow.opening().port() + "\" protocol=\"udp\"";
            case ICMP, ARP -> "icmp-type name=\"echo-request\"";
        };
    }
}
