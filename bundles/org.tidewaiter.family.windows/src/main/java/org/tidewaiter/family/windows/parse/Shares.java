package org.tidewaiter.family.windows.parse;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.SharedFolder;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.SmbConnection;

/** Shared folders, who may use them, and who does. */
public final class Shares {

    /** MSFT_SmbShare.CachingMode. */
    private static final List<String> CACHING = List.of("none", "manual", "documents", "programs", "BranchCache");
    /** MSFT_SmbShare.ShareType, and Win32_Share.Type without its highest bit, which marks administrative shares. */
    private static final List<String> KINDS = List.of("disk", "printer", "device", "ipc");
    private static final int HIDES = 0;

    private Shares() {
    }

    /** A row of MSFT_SmbShare. */
    public static @Nullable SharedFolder share(CimRow row) {
        var name = Clean.text(row, "Name");
        var mode = row.integer("FolderEnumerationMode");
        var caching = Clean.word(row, "CachingMode", CACHING);
        return name == null ? null
                : new SharedFolder(name, Clean.text(row, "Path"), Clean.word(row, "ShareType", KINDS), Clean.flag(row, "Special"),
                        Clean.flag(row, "EncryptData"), mode.isEmpty() ? null : Boolean.valueOf(mode.getAsInt() == HIDES),
                        "none".equals(caching) ? "no caching" : caching, Clean.positive(row, "ConcurrentUserLimit"),
                        Clean.text(row, "Description"));
    }

    /** A row of Win32_Share, for Windows before 8. */
    public static @Nullable SharedFolder oldShare(CimRow row) {
        var name = Clean.text(row, "Name");
        var type = row.number("Type").orElse(0) & 0xffffffffL;
        var kind = (int) (type & 3);
        return name == null ? null
                : new SharedFolder(name, Clean.text(row, "Path"), KINDS.get(kind), (type & 0x80000000L) != 0, null, null, null,
                        Clean.positive(row, "MaximumAllowed"), Clean.text(row, "Description"));
    }

    /** The entries of a security descriptor, in the property {@code sddl}, of a share or of the folder behind it. */
    public static List<SharePermission> permissions(CimRow row, String level, String property) {
        var share = Clean.text(row, "Name");
        var sddl = row.text(property);
        return share == null || sddl == null ? List.of()
                : Sddl.entries(sddl).stream()
                        .map(e -> new SharePermission(share, level, e.trustee(), e.allowed() ? "allow" : "deny",
                                e.rights(), Sddl.name(e.trustee()),
                                level.equals("folder") ? Boolean.valueOf(e.inherited()) : null))
                        .toList();
    }

    /** A row of MSFT_SmbSession. */
    public static @Nullable SmbConnection connection(CimRow row) {
        var id = Clean.text(row, "SessionId");
        var seconds = Clean.number(row, "SecondsExists");
        return id == null ? null
                : new SmbConnection(id, Clean.text(row, "ClientComputerName"), Clean.text(row, "ClientUserName"),
                        Clean.text(row, "Dialect"),
                        Clean.number(row, "NumOpens"),
                        seconds == null ? null : Duration.ofSeconds(Math.min(seconds, 0xffffffffL)));
    }
}
