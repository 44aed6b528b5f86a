package org.tidewaiter.report.firewall;

import java.util.List;
import java.util.stream.Collectors;

/** Rules at the head of a chain, each with a comment by which its handle is found again. */
record Nftables() implements Firewall {

    @Override
    public String title() {
        return "nftables";
    }

    @Override
    public String stem() {
        return "nftables";
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
                "Devices and routers may all get the same file: its rules match only packets to the destinations. On a router: CHAIN=forward sh "
                        + fileName(turn),
                "If your rules stand elsewhere, name the table and the chain below. A table of the family ip takes no IPv6: leave those lines out.",
                "The rules are lost when the host restarts or its rules are loaded anew.");
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        var place = "table=${TABLE:-inet filter}\nchain=${CHAIN:-input}\n\n";
        return place + switch (turn) {
            case OPEN -> open(request);
            case CLOSE -> close(request);
        };
    }

    private static String open(FirewallRequest request) {
        return """
                if nft list chain $table "$chain" | grep -qF 'comment "tidewaiter '; then
                  echo 'There are such rules already: take them back with nftables-close.sh first.' >&2
                  exit 1
                fi
                # All of them, or none.
                nft -f - <<RULES
                """ + Flow.of(request).stream().map(Nftables::rule).collect(Collectors.joining()) + "RULES\n";
    }

    private static String rule(Flow flow) {
        var ip = flow.version() == 4 ? "ip" : "ip6";
        return "insert rule $table $chain " + ip + " saddr " + set(flow.sourceTexts()) + " " + ip + " daddr "
                + set(flow.destinationTexts()) + " " + what(flow) + " accept comment \"tidewaiter " + flow.opening().id()
                + "\"\n";
    }

    private static String what(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP -> "tcp dport " + flow.opening().port();
            case UDP -> "udp dport " + flow.opening().port();
            case ICMP, ARP -> flow.version() == 4 ? "icmp type echo-request" : "icmpv6 type echo-request";
        };
    }

    private static String set(List<String> addresses) {
        return "{ " + String.join(", ", addresses) + " }";
    }

    private static String close(FirewallRequest request) {
        var ids = Flow.of(request).stream().map(f -> f.opening().id()).distinct().collect(Collectors.joining(" "));
        return """
                for id in IDS; do
                  nft -a list chain $table "$chain" | sed -n "s/.* comment \\"tidewaiter $id\\" # handle \\([0-9][0-9]*\\)\\$/\\1/p" |
                  while read -r handle; do
                    nft delete rule $table "$chain" handle "$handle"
                  done
                done
                """.replace("IDS", ids);
    }
}
