package org.tidewaiter.family.windows.parse.rpc;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.SharedFolder;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.SecurityDescriptor;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.SmbConnection;
import org.tidewaiter.family.windows.parse.Clean;
import org.tidewaiter.family.windows.parse.Sddl;

/** Shares and their users as the server service tells them ([MS-SRVS]). */
public final class ServerShares {

    /** [MS-SRVS] 2.2.2.4: the lowest bits are the kind, the highest marks what the system made for itself. */
    private static final List<String> KINDS = List.of("disk", "printer", "device", "ipc");
    private static final long SPECIAL = 0x8000_0000L;
    private static final long UNLIMITED = 0xffff_ffffL;

    private ServerShares() {
    }

    /** A share. */
    public static @Nullable SharedFolder share(CimRow row) {
        var name = Clean.text(row, "shi502_netname");
        var type = Clean.number(row, "shi502_type");
        var most = Clean.positive(row, "shi502_max_uses");
        return name == null ? null
                : new SharedFolder(name, Clean.text(row, "shi502_path"), type == null ? null : KINDS.get((int) (type & 3)),
                        type == null ? null : Boolean.valueOf((type & SPECIAL) != 0), null, null, null,
                        most == null || most == UNLIMITED ? null : most, Clean.text(row, "shi502_remark"));
    }

    /** Who may use a share over the network; nothing where its descriptor is not told. */
    public static List<SharePermission> permissions(CimRow row) {
        var name = Clean.text(row, "shi502_netname");
        return name == null ? List.of()
                : descriptor(row).stream().flatMap(d -> d.entries().stream())
                        .map(e -> new SharePermission(name, "share", e.trustee(), e.allows() ? "allow" : "deny",
                                Sddl.rights(Integer.toUnsignedLong(e.mask())), Sddl.name(e.trustee()), null))
                        .distinct().toList();
    }

    private static Optional<SecurityDescriptor> descriptor(CimRow row) {
        var digits = row.text("shi502_security_descriptor");
        return digits == null || !digits.matches("(?:[0-9a-f]{2}){20,65536}") ? Optional.empty()
                : SecurityDescriptor.of(HexFormat.of().parseHex(digits));
    }

    /** Somebody who uses the computer's shares now. */
    public static @Nullable SmbConnection connection(CimRow row) {
        var client = Clean.text(row, "sesi10_cname");
        var user = Clean.text(row, "sesi10_username");
        var seconds = Clean.number(row, "sesi10_time");
        return client == null && user == null ? null
                : new SmbConnection(Stream.of(user, client).flatMap(Stream::ofNullable).collect(Collectors.joining("@")), client,
                        user, null, null,
                        seconds == null ? null : Duration.ofSeconds(Math.min(seconds, UNLIMITED)));
    }
}
