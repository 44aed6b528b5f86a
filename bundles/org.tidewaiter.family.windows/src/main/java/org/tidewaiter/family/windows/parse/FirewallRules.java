package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.FirewallRule;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.FirewallProfile;

/**
 * Rules of the Windows firewall as the registry holds them ([MS-FASP] section 2.2.94 tells their fields, [MS-GPFAS] section 2.2.2 their text): a
 * version, then fields {@code Name=Value} between bars. A field may come several times: local ports, addresses, profiles.
 */
public final class FirewallRules {

    /** [MS-GPFAS] 2.2.2.4: {@code v2.31|}. */
    private static final String VERSION = "v[0-9]{1,2}\\.[0-9]{1,3}";
    private static final List<String> ACTIONS = List.of("", "", "allow", "", "block");
    private static final int INHERITED = 2;

    private FirewallRules() {
    }

    /** A value of a key of rules: {@code id}, {@code rule} and whose it is, {@code store}. */
    public static @Nullable FirewallRule rule(CimRow row) {
        var id = Clean.text(row, "id");
        var text = row.text("rule");
        var store = Clean.text(row, "store");
        var parts = text == null ? List.<String> of() : List.of(text.split("\\|"));
        if (id == null || store == null || parts.isEmpty() || !parts.getFirst().matches(VERSION)) {
            return null;
        }
        Map<String, List<String>> fields = new HashMap<>();
        for (var part : parts.subList(1, parts.size())) {
            var equals = part.indexOf('=');
            if (equals > 0 && equals < part.length() - 1) {
                fields.computeIfAbsent(part.substring(0, equals).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                        .add(part.substring(equals + 1).strip());
            }
        }
        return new FirewallRule(store, id, first(fields, "name"), flag(first(fields, "active")), direction(first(fields, "dir")),
                action(first(fields, "action")), lower(all(fields, "profile")), protocol(first(fields, "protocol")),
                all(fields, "lport", "lport2_10", "lport2_20", "lport2_24", "lport2_29"), all(fields, "rport", "rport2_10"),
                all(fields, "la4", "la6"),
                all(fields, "ra4", "ra6", "ra42", "ra62"), lower(all(fields, "if", "iftype")), first(fields, "app"),
                first(fields, "svc"),
                first(fields, "embedctxt"));
    }

    private static @Nullable String first(Map<String, List<String>> fields, String name) {
        var values = fields.get(name);
        return values == null ? null : Clean.text(values.getFirst());
    }

    private static List<String> all(Map<String, List<String>> fields, String... names) {
        var values = new ArrayList<String>();
        for (var name : names) {
            fields.getOrDefault(name, List.of()).stream().filter(v -> !v.isBlank()).forEach(values::add);
        }
        return values;
    }

    private static List<String> lower(List<String> values) {
        return values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return text == null ? null : Boolean.valueOf(text.equalsIgnoreCase("TRUE"));
    }

    private static FirewallRule.@Nullable Direction direction(@Nullable String text) {
        return text == null ? null : switch (text.toLowerCase(Locale.ROOT)) {
            case "in" -> FirewallRule.Direction.INBOUND;
            case "out" -> FirewallRule.Direction.OUTBOUND;
            default -> null;
        };
    }

    private static FirewallRule.@Nullable Action action(@Nullable String text) {
        return text == null ? null : switch (text.toLowerCase(Locale.ROOT)) {
            case "allow" -> FirewallRule.Action.ALLOW;
            case "block" -> FirewallRule.Action.BLOCK;
            case "bypass" -> FirewallRule.Action.BYPASS;
            default -> null;
        };
    }

    private static @Nullable String protocol(@Nullable String number) {
        return number == null ? null : switch (number) {
            case "1" -> "icmp";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "58" -> "icmpv6";
            default -> number;
        };
    }

    /** A row of MSFT_NetFirewallProfile: what is configured on the computer itself. */
    public static @Nullable FirewallProfile profile(CimRow row) {
        var name = Clean.first(row, "Name", "InstanceID");
        if (name == null) {
            return null;
        }
        var word = name.substring(name.lastIndexOf('|') + 1).toLowerCase(Locale.ROOT);
        return new FirewallProfile("local", word, toggle(row, "Enabled"), Clean.word(row, "DefaultInboundAction", ACTIONS),
                Clean.word(row, "DefaultOutboundAction", ACTIONS), Clean.not(toggle(row, "AllowInboundRules")),
                toggle(row, "AllowLocalFirewallRules"),
                toggle(row, "LogBlocked"), toggle(row, "LogAllowed"), Clean.text(row, "LogFileName"));
    }

    /** GpoBoolean: 0 false, 1 true, 2 not configured. */
    private static @Nullable Boolean toggle(CimRow row, String name) {
        var number = row.integer(name);
        return number.isPresent() ? number.getAsInt() == INHERITED ? null : Boolean.valueOf(number.getAsInt() == 1)
                : Clean.flag(row, name);
    }

    /** A profile's key of group policy, {@code ...\WindowsFirewall\DomainProfile}, and its logging key below it. */
    public static @Nullable FirewallProfile policy(CimRow row, RegistryKeys keys) {
        var path = RegistryKeys.path(row);
        var key = path.substring(path.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
        var profile = switch (key) {
            case "domainprofile" -> "domain";
            case "standardprofile", "privateprofile" -> "private";
            case "publicprofile" -> "public";
            default -> "";
        };
        if (profile.isEmpty()) {
            return null;
        }
        var log = keys.key(path + "\\Logging");
        return new FirewallProfile("policy", profile, Clean.flag(row, "EnableFirewall"), action(row, "DefaultInboundAction"),
                action(row, "DefaultOutboundAction"), Clean.flag(row, "DoNotAllowExceptions"),
                Clean.flag(row, "AllowLocalPolicyMerge"),
                Clean.flag(log, "LogDroppedPackets"), Clean.flag(log, "LogSuccessfulConnections"),
                Clean.text(log, "LogFilePath"));
    }

    /** [MS-GPFAS] 2.2.1.8: 0 allow, 1 block. */
    private static @Nullable String action(CimRow row, String name) {
        var number = row.integer(name);
        return number.isEmpty() ? null : number.getAsInt() == 0 ? "allow" : "block";
    }
}
