package org.tidewaiter.report.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code New-NetFirewallRule} and {@code Remove-NetFirewallRule}; a rule for each opening and IP version, found again by its name. */
record WindowsFirewall() implements Firewall {

    @Override
    public String title() {
        return "Windows Defender Firewall";
    }

    @Override
    public String stem() {
        return "windows";
    }

    @Override
    public String extension() {
        return "ps1";
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
        return List.of("Run as administrator: powershell -ExecutionPolicy Bypass -File " + fileName(turn),
                "Every computer may get the same file: a rule takes effect only where the computer has one of its local addresses.",
                "By Group Policy instead: set $store below to DOMAIN\\NAME-OF-THE-GPO, or make the same rules by hand in",
                "  Computer Configuration > Policies > Windows Settings > Security Settings >",
                "  Windows Defender Firewall with Advanced Security > Inbound Rules");
    }

    @Override
    public String commands(FirewallRequest request, Turn turn) {
        var text = new StringBuilder("$store = 'PersistentStore'\n");
        if (turn == Turn.OPEN) {
            text.append("$networkProfile = 'Any'\n");
        }
        for (var flow : Flow.of(request)) {
            var name = "Tidewaiter-" + flow.opening().id() + "-ipv" + flow.version();
            text.append('\n').append(switch (turn) {
                case OPEN -> "if (-not (Get-NetFirewallRule -PolicyStore $store -Name '" + name
                        + "' -ErrorAction SilentlyContinue)) {\n" + rule(flow, name) + "}\n";
                case CLOSE ->
                    "Remove-NetFirewallRule -PolicyStore $store -Name '" + name + "' -ErrorAction SilentlyContinue\n";
            });
        }
        return text.toString();
    }

    private static String rule(Flow flow, String name) {
        var opening = flow.opening();
        var words = new ArrayList<>(List.of("  New-NetFirewallRule -PolicyStore $store -Name '" + name + "'",
                "-DisplayName 'Tidewaiter: " + opening.id() + " (IPv" + flow.version() + ")'",
                "-Group 'Tidewaiter' -Direction Inbound -Action Allow -Enabled True -Profile $networkProfile",
                "-Protocol " + protocol(flow), "-RemoteAddress " + list(flow.sourceTexts()),
                "-LocalAddress " + list(flow.destinationTexts())));
        return String.join(" `\n    ", words) + "\n";
    }

    private static String protocol(Flow flow) {
        return switch (flow.opening().protocol()) {
            case TCP, UDP -> flow.opening().protocol() + " -LocalPort " + flow.opening().port();
            case ICMP, ARP -> flow.version() == 4 ? "ICMPv4 -IcmpType 8" : "ICMPv6 -IcmpType 128";
        };
    }

    private static String list(List<String> addresses) {
        return addresses.stream().map(a -> "'" + a + "'").collect(Collectors.joining(", "));
    }
}
