package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.model.MacAddress;

/** Network interfaces from our own loop over /sys/class/net: one line an interface, fields {@code name=value} divided by tabs. */
public final class Interfaces {

    /** Hardware types of if_arp.h that one meets; Linux counts on from the ARP parameters of RFC 826. */
    private static final Map<String, String> TYPES = Map.of("1", "ether", "32", "infiniband", "512", "ppp", "768", "ipip", "769",
            "ip6tnl", "772",
            "loopback", "776", "sit", "778", "gre", "801", "wlan", "65534", "tunnel");

    private Interfaces() {
    }

    /** The interfaces, in the kernel's order. */
    public static List<Located<NetworkInterface>> parse(String text) {
        var rows = new ArrayList<Located<NetworkInterface>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            Map<String, String> fields = new HashMap<>();
            for (var field : line.split("\t")) {
                var equals = field.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(field.substring(0, equals), field.substring(equals + 1));
                }
            }
            if (fields.containsKey("name") && fields.containsKey("ifindex")) {
                rows.add(new Located<>(row(fields), number));
            }
        }
        return rows;
    }

    private static NetworkInterface row(Map<String, String> fields) {
        var kind = Clean.text(fields.get("devtype"));
        var mac = MacAddress.tryParse(fields.getOrDefault("address", "")).filter(m -> !m.isZero()).orElse(null);
        var megabits = Clean.number(fields.get("speed"));
        var duplex = Clean.text(fields.get("duplex"));
        return new NetworkInterface(fields.getOrDefault("name", ""), Clean.number(fields.get("ifindex")),
                kind == null ? TYPES.get(fields.getOrDefault("type", "")) : kind, mac, up(fields),
                Clean.number(fields.get("mtu")),
                megabits == null || megabits == 0 || megabits >= 1L << 32 ? null : Long.valueOf(megabits * 1_000_000),
                "unknown".equals(duplex) ? null : duplex,
                Clean.text(fields.get("driver") == null ? fields.get("device/driver") : fields.get("driver")),
                Clean.text(fields.get("master")), Clean.text(fields.get("ifalias")));
    }

    /** Loopbacks and tunnels say "unknown" while they work; that is all one can tell. */
    private static @Nullable Boolean up(Map<String, String> fields) {
        return switch (fields.getOrDefault("operstate", "")) {
            case "up" -> Boolean.TRUE;
            case "down", "lowerlayerdown", "notpresent" -> Boolean.FALSE;
            default -> null;
        };
    }
}
