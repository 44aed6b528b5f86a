package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/** Routes from {@code ip -o route show table all}. The kernel's table {@code local}, which repeats the host's own addresses, is left out. */
public final class Routes {

    private static final Set<String> KINDS = Set.of("unicast", "local", "broadcast", "multicast", "throw", "unreachable",
            "prohibit", "blackhole",
            "nat", "anycast");

    private Routes() {
    }

    /** The routes of one IP version. */
    public static List<Located<Route>> parse(String text, boolean ipv6) {
        var rows = new ArrayList<Located<Route>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = new ArrayList<>(Arrays.asList(line.strip().split("[\\s\\\\]+")));
            var kind = KINDS.contains(words.get(0)) ? words.removeFirst() : "unicast";
            var table = after(words, "table");
            var destination = words.isEmpty() ? null : destination(words.get(0), ipv6);
            if (destination != null && !"local".equals(table)) {
                rows.add(new Located<>(row(kind, destination, table, words), number));
            }
        }
        return rows;
    }

    private static Route row(String kind, Prefix destination, @Nullable String table, List<String> words) {
        var gateway = after(words, "via");
        gateway = "inet6".equals(gateway) ? after(words, "inet6") : gateway;
        return new Route(destination, table == null ? "main" : table, kind, address(gateway), after(words, "dev"),
                Clean.number(after(words, "metric")),
                address(after(words, "src")), after(words, "proto"));
    }

    private static @Nullable Prefix destination(String word, boolean ipv6) {
        return word.equals("default") ? Prefix.tryParse(ipv6 ? "::/0" : "0.0.0.0/0").orElse(null)
                : Prefix.tryParse(word).orElse(null);
    }

    private static @Nullable IpAddress address(@Nullable String word) {
        return word == null ? null : IpAddress.tryParse(word).orElse(null);
    }

    private static @Nullable String after(List<String> words, String name) {
        var at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? null : words.get(at + 1);
    }
}
