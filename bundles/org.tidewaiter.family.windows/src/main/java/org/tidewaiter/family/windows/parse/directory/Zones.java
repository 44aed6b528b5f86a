package org.tidewaiter.family.windows.parse.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.family.windows.data.directory.DirectoryZone;

/** DNS zones in the directory: their dnsProperty, [MS-DNSP] 2.3.2.1. */
public final class Zones {

    private static final int ZONE_TYPE = 0x01;
    private static final int ALLOW_UPDATE = 0x02;
    private static final int AGING_STATE = 0x40;
    private static final int HEADER = 20;
    private static final List<String> KINDS = List.of("cache", "primary", "secondary", "stub", "forwarder");
    private static final List<String> UPDATES = List.of("none allowed", "any", "secure only");
    /** What the DNS server keeps for itself. */
    private static final Set<String> NO_ZONES = Set.of("RootDNSServers", "..TrustAnchors", "..Cache");

    private Zones() {
    }

    /** A zone; absent for what is none. */
    public static @Nullable DirectoryZone zone(LdapEntry entry, String partition) {
        var name = Entries.name(entry.dn());
        if (name == null || NO_ZONES.contains(name)) {
            return null;
        }
        var aging = property(entry, AGING_STATE);
        return new DirectoryZone(name, partition, word(KINDS, property(entry, ZONE_TYPE)),
                word(UPDATES, property(entry, ALLOW_UPDATE)),
                aging.isPresent() ? Boolean.valueOf(aging.getAsInt() != 0) : null, Entries.time(entry, "whenChanged"));
    }

    private static @Nullable String word(List<String> words, OptionalInt code) {
        var at = code.orElse(-1);
        return at < 0 || at >= words.size() ? null : words.get(at);
    }

    private static OptionalInt property(LdapEntry entry, int id) {
        for (var bytes : entry.values("dNSProperty")) {
            var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.length > HEADER && buffer.getInt(16) == id) {
                var length = buffer.getInt(0);
                // ALLOW_UPDATE is one octet, the others are four
                if (length >= 4 && bytes.length >= HEADER + 4) {
                    return OptionalInt.of(buffer.getInt(HEADER));
                }
                if (length >= 1) {
                    return OptionalInt.of(bytes[HEADER]);
                }
            }
        }
        return OptionalInt.empty();
    }
}
