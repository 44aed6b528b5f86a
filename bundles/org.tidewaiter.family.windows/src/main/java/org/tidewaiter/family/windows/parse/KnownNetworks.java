package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.KnownNetwork;

/** Networks that the computer was in, from the list of profiles; the keys of wireless ones lie elsewhere and are not read. */
public final class KnownNetworks {

    private static final List<String> CATEGORIES = List.of("public", "private", "domain");
    /** NameType, as IANAifType numbers kinds of interfaces. */
    private static final Map<Integer, String> MEDIA = Map.of(6, "wired", 71, "wireless", 23, "vpn", 131, "vpn", 53, "vpn", 243,
            "mobile", 244,
            "mobile");

    private KnownNetworks() {
    }

    /** A key below NetworkList. */
    public static @Nullable KnownNetwork network(CimRow row) {
        var id = Clean.text(row, "PSChildName");
        return id == null ? null
                : new KnownNetwork(id.toLowerCase(Locale.ROOT), Clean.text(row, "ProfileName"),
                        MEDIA.get(row.integer("NameType").orElse(0)),
                        Clean.word(row, "Category", CATEGORIES));
    }
}
