package org.tidewaiter.family.windows.parse.directory;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.family.windows.data.directory.DirectoryPolicy;

/** Group policy objects, [MS-GPOL] 2.2. */
public final class Policies {

    /** {@code [LDAP://cn={31B2F340-016D-11D2-945F-00C04FB984F9},cn=policies,...;0]}, [MS-GPOL] 2.2.2. */
    private static final Pattern LINK = Pattern
            .compile("(?i)\\[LDAP://cn=(\\{[0-9a-f-]{36}\\}),[^\\[\\];]{0,2000};([0-9]{1,9})\\]");
    private static final int LINK_DISABLED = 1;
    private static final int LINK_ENFORCED = 2;

    private Policies() {
    }

    /** A policy, and where it is linked; of entries that have links. */
    public static @Nullable DirectoryPolicy policy(LdapEntry entry, List<LdapEntry> linking) {
        var id = Entries.name(entry.dn());
        if (id == null) {
            return null;
        }
        var version = Entries.number(entry, "versionNumber");
        return new DirectoryPolicy(id.replaceAll("[{}]", "").toLowerCase(Locale.ROOT), Entries.text(entry, "displayName"),
                Entries.not(Entries.bit(entry, "flags", 1)), Entries.not(Entries.bit(entry, "flags", 2)),
                version == null ? null : Long.valueOf(version >>> 16 & 0xffff),
                version == null ? null : Long.valueOf(version & 0xffff),
                Entries.text(entry, "gPCFileSysPath"), entry.has("gPCWQLFilter"), links(id, linking),
                Entries.time(entry, "whenCreated"), Entries.time(entry, "whenChanged"));
    }

    private static List<String> links(String id, List<LdapEntry> linking) {
        var links = new TreeSet<String>();
        for (var entry : linking) {
            var text = entry.text("gPLink");
            if (text != null) {
                LINK.matcher(text).results().filter(l -> l.group(1).equalsIgnoreCase(id))
                        .forEach(l -> links.add(entry.dn().strip() + state(Integer.parseInt(l.group(2)))));
            }
        }
        return List.copyOf(links);
    }

    private static String state(int options) {
        return ((options & LINK_ENFORCED) != 0 ? " (enforced)" : "") + ((options & LINK_DISABLED) != 0 ? " (disabled)" : "");
    }
}
