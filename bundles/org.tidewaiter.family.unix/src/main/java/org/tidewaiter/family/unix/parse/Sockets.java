package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.ShellReply;

/** Listening sockets from ss(8), or from the kernel's tables under /proc/net. */
public final class Sockets {

    private static final Pattern OWNER = Pattern.compile("users:\\(\\(\"([^\"]{0,255})\",pid=([0-9]{1,10}),");
    private static final Pattern ACCOUNT = Pattern.compile("(?:^| )uid:([0-9]{1,10})(?: |$)");

    private Sockets() {
    }

    /** Whether the reply is a table, be it empty: ss ended well. */
    public static boolean isTable(ShellReply reply) {
        return reply.exit() == 0;
    }

    /** From {@code ss -H -t -u -l -n -p -e}. A socket of several processes is told with the first. */
    public static List<Located<ListeningPort>> parse(String text) {
        var rows = new ArrayList<Located<ListeningPort>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.strip().split("\\s+");
            var protocol = words.length < 5 ? null : protocol(words[0]);
            if (protocol != null) {
                var row = row(protocol, words[4], line);
                if (row != null) {
                    rows.add(new Located<>(row, number));
                }
            }
        }
        return rows;
    }

    private static @Nullable Protocol protocol(String word) {
        return switch (word) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> null;
        };
    }

    /** The local end is {@code 0.0.0.0:22}, {@code 127.0.0.53%lo:53}, {@code [::]:22}, {@code [fe80::1]%eth0:546} or {@code *:80}. */
    private static @Nullable ListeningPort row(Protocol protocol, String local, String line) {
        var colon = local.lastIndexOf(':');
        var port = colon < 0 ? null : Clean.number(local.substring(colon + 1));
        if (port == null || port > 65535) {
            return null;
        }
        var ends = local.substring(0, colon).replace("[", "").replace("]", "").split("%", 2);
        var address = IpAddress.tryParse(ends[0].equals("*") ? "::" : ends[0]);
        if (address.isEmpty()) {
            return null;
        }
        var owner = OWNER.matcher(line);
        var owned = owner.find();
        var account = ACCOUNT.matcher(line);
        return new ListeningPort(protocol, address.get(), port, ends.length == 2 ? ends[1] : null,
                owned ? Clean.number(owner.group(2)) : null,
                owned ? Clean.text(owner.group(1)) : null, account.find() ? account.group(1) : "0", List.of());
    }

    /** From /proc/net/{tcp,tcp6,udp,udp6}, each line with its table's name in front: TCP in state 0A (listen), UDP in 07 (unconnected). */
    public static List<Located<ListeningPort>> parseKernel(String text) {
        var rows = new ArrayList<Located<ListeningPort>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.strip().split("\\s+");
            if (words.length >= 9 && words[2].matches("([0-9A-F]{8}|[0-9A-F]{32}):[0-9A-F]{4}")) {
                var tcp = words[0].startsWith("tcp");
                if (words[4].equals(tcp ? "0A" : "07")) {
                    rows.add(new Located<>(kernelRow(tcp ? Protocol.TCP : Protocol.UDP, words), number));
                }
            }
        }
        return rows;
    }

    private static ListeningPort kernelRow(Protocol protocol, String[] words) {
        var ends = words[2].split(":");
        return new ListeningPort(protocol, kernelAddress(ends[0]), Integer.parseInt(ends[1], 16), null, null, null,
                Clean.text(words[8]), List.of());
    }

    /** The kernel prints each 32-bit word in the host's order; all machines that we meet are little-endian. */
    private static IpAddress kernelAddress(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        var ordered = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        return IpAddress.ofBytes(ordered);
    }
}
