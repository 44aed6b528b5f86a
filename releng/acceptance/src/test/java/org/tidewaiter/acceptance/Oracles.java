package org.tidewaiter.acceptance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** What a machine says of itself elsewhere than in the commands that Tidewaiter reads, as rows whose columns are divided by {@code |}. */
final class Oracles {

    private Oracles() {
    }

    /** {@code dpkg|NAME|VERSION|ARCHITECTURE} of what is installed, from the text of {@code /var/lib/dpkg/status}. */
    static Set<String> packages(String status) {
        var found = new TreeSet<String>();
        for (var stanza : status.split("\n\n+")) {
            var fields = new TreeMap<String, String>();
            stanza.lines().filter(l -> l.matches("[A-Z][A-Za-z-]*: .*"))
                    .forEach(l -> fields.put(l.substring(0, l.indexOf(':')), l.substring(l.indexOf(':') + 2)));
            if (fields.getOrDefault("Status", "").endsWith(" installed")) {
                found.add("dpkg|" + fields.get("Package") + "|" + fields.get("Version") + "|" + fields.get("Architecture"));
            }
        }
        return found;
    }

    /**
     * Listening TCP sockets (state 0A) or unconnected UDP sockets (07): {@code TCP|ADDRESS|PORT}.
     *
     * @param table the kernel's name of the table: {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6}
     * @param text what {@code /proc/net} has under that name
     */
    static Set<String> sockets(String table, String text) {
        var found = new TreeSet<String>();
        for (var line : text.lines().toList()) {
            var words = line.strip().split("\\s+");
            if (words.length > 3 && words[3].equals(table.startsWith("tcp") ? "0A" : "07")) {
                var local = words[1].split(":");
                found.add(table.substring(0, 3).toUpperCase(Locale.ROOT) + "|" + address(local[0]) + "|"
                        + Integer.parseInt(local[1], 16));
            }
        }
        return found;
    }

    /** The kernel prints addresses as 32 bit words in the machine's byte order, which here is little-endian. */
    static String address(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        for (var i = 0; i < bytes.length; i += 4) {
            var first = bytes[i];
            var second = bytes[i + 1];
            bytes[i] = bytes[i + 3];
            bytes[i + 1] = bytes[i + 2];
            bytes[i + 2] = second;
            bytes[i + 3] = first;
        }
        try {
            return canonical(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new AssertionError("no address: " + hex, e);
        }
    }

    /** As RFC 5952 writes it for the addresses that occur here: the longest run of zero groups is {@code ::}. */
    static String canonical(InetAddress address) {
        return Python
                .run("import ipaddress, sys; print(ipaddress.ip_address(sys.argv[1].split('%')[0]))", address.getHostAddress())
                .strip();
    }

    /** {@code NAME|ID|GROUP|FULL NAME|HOME|SHELL} of what {@code getent passwd} prints. */
    static Set<String> users(String passwd) {
        return passwd.lines().map(line -> {
            var f = line.split(":", -1);
            return f[0] + "|" + f[2] + "|" + f[3] + "|" + orNull(f[4].split(",", 2)[0]) + "|" + orNull(f[5]) + "|" + orNull(f[6]);
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? "null" : text;
    }

    /** {@code NAME|ID|MEMBER,MEMBER} of what {@code getent group} prints. */
    static Set<String> groups(String group) {
        return group.lines().map(line -> {
            var f = line.split(":", -1);
            return f[0] + "|" + f[2] + "|" + f[3];
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same of rows of a report. */
    static Set<String> groups(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> Json.text(row, "name") + "|" + Json.text(row, "id") + "|"
                        + Json.list(row.path("members")).stream().map(JsonNode::asString).collect(Collectors.joining(",")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
