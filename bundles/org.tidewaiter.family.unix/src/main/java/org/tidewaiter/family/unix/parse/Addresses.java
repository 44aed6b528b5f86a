package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.model.IpAddress;

/** Addresses from {@code ip -o addr show}: {@code 2: eth0    inet 192.0.2.7/24 brd 192.0.2.255 scope global dynamic eth0}. */
public final class Addresses {

    private Addresses() {
    }

    /** The addresses; lines that are none are passed over. A peer's address on a point-to-point link is not ours. */
    public static List<Located<AssignedAddress>> parse(String text) {
        var rows = new ArrayList<Located<AssignedAddress>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = Arrays.asList(line.strip().split("\\s+"));
            if (words.size() >= 4 && (words.get(2).equals("inet") || words.get(2).equals("inet6"))) {
                var row = row(words);
                if (row != null) {
                    rows.add(new Located<>(row, number));
                }
            }
        }
        return rows;
    }

    private static @Nullable AssignedAddress row(List<String> words) {
        var peer = words.get(4 < words.size() ? 4 : 3).equals("peer") && words.size() > 5;
        var withLength = (peer ? words.get(5) : words.get(3)).split("/");
        var address = IpAddress.tryParse(words.get(3).split("/")[0]).orElse(null);
        if (address == null) {
            return null;
        }
        var length = withLength.length == 2 ? Clean.number(withLength[1]) : null;
        var scope = words.indexOf("scope");
        var name = words.get(1).split("@")[0];
        return new AssignedAddress(name, address, length == null || length > address.bits() ? address.bits() : length,
                scope < 0 || scope + 1 >= words.size() ? null : words.get(scope + 1), Boolean.valueOf(words.contains("dynamic")));
    }
}
