package org.tidewaiter.family.windows.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Access control entries of a security descriptor in its string format ([MS-DTYP] 2.5.1): SIDs and masks, the same in every language. */
public final class Sddl {

    /**
     * An entry.
     *
     * @param trustee   SID
     * @param rights    {@code full}, {@code change}, {@code read}, else the mask
     * @param inherited whether it comes from above
     */
    public record Entry(boolean allowed, String trustee, String rights, boolean inherited) {
    }

    private static final Pattern ENTRY = Pattern
            .compile("\\((X?[AD]);([A-Z]*);([A-Za-z0-9]*);[^;)]*;[^;)]*;([^;)]+)(?:;[^)]*)?\\)");

    /** [MS-DTYP] 2.5.1.1, SID tokens. */
    private static final Map<String, String> TOKENS = Map.ofEntries(Map.entry("WD", "S-1-1-0"), Map.entry("CO", "S-1-3-0"),
            Map.entry("CG", "S-1-3-1"), Map.entry("OW", "S-1-3-4"), Map.entry("NU", "S-1-5-2"), Map.entry("IU", "S-1-5-4"),
            Map.entry("SU", "S-1-5-6"), Map.entry("AN", "S-1-5-7"), Map.entry("AU", "S-1-5-11"), Map.entry("SY", "S-1-5-18"),
            Map.entry("LS", "S-1-5-19"), Map.entry("NS", "S-1-5-20"), Map.entry("BA", "S-1-5-32-544"),
            Map.entry("BU", "S-1-5-32-545"),
            Map.entry("BG", "S-1-5-32-546"), Map.entry("PU", "S-1-5-32-547"), Map.entry("AO", "S-1-5-32-548"),
            Map.entry("SO", "S-1-5-32-549"), Map.entry("PO", "S-1-5-32-550"), Map.entry("BO", "S-1-5-32-551"),
            Map.entry("RD", "S-1-5-32-555"), Map.entry("NO", "S-1-5-32-556"), Map.entry("RM", "S-1-5-32-580"),
            Map.entry("AC", "S-1-15-2-1"));

    /** Names of well-known SIDs, in English. */
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("S-1-1-0", "Everyone"),
            Map.entry("S-1-3-0", "Creator Owner"),
            Map.entry("S-1-5-2", "Network"), Map.entry("S-1-5-4", "Interactive"), Map.entry("S-1-5-7", "Anonymous"),
            Map.entry("S-1-5-11", "Authenticated Users"), Map.entry("S-1-5-18", "System"), Map.entry("S-1-5-19", "Local Service"),
            Map.entry("S-1-5-20", "Network Service"), Map.entry("S-1-5-32-544", "Administrators"),
            Map.entry("S-1-5-32-545", "Users"),
            Map.entry("S-1-5-32-546", "Guests"), Map.entry("S-1-5-32-547", "Power Users"),
            Map.entry("S-1-5-32-549", "Server Operators"),
            Map.entry("S-1-5-32-550", "Print Operators"), Map.entry("S-1-5-32-551", "Backup Operators"),
            Map.entry("S-1-15-2-1", "All Application Packages"));

    /** Rights of files and generic ones, [MS-DTYP] 2.5.1.1. */
    private static final Map<String, Long> RIGHTS = Map.ofEntries(Map.entry("GA", 0x10000000L), Map.entry("GR", 0x80000000L),
            Map.entry("GW", 0x40000000L), Map.entry("GX", 0x20000000L), Map.entry("FA", 0x1f01ffL), Map.entry("FR", 0x120089L),
            Map.entry("FW", 0x120116L), Map.entry("FX", 0x1200a0L), Map.entry("RC", 0x20000L), Map.entry("SD", 0x10000L),
            Map.entry("WD", 0x40000L), Map.entry("WO", 0x80000L), Map.entry("CC", 1L), Map.entry("DC", 2L), Map.entry("LC", 4L),
            Map.entry("SW", 8L), Map.entry("RP", 0x10L), Map.entry("WP", 0x20L), Map.entry("DT", 0x40L), Map.entry("LO", 0x80L),
            Map.entry("CR", 0x100L));
    private static final long FULL = 0x1f01ffL;
    private static final long CHANGE = 0x1301bfL;
    private static final long READ = 0x1200a9L;
    private static final int MOST = 1_000;

    private Sddl() {
    }

    /** The entries of the discretionary list, in order; others, such as integrity labels, are left out. */
    public static List<Entry> entries(String sddl) {
        var begin = sddl.indexOf("D:");
        var end = sddl.indexOf("S:", Math.max(begin, 0));
        var text = begin < 0 ? "" : sddl.substring(begin, end < 0 ? sddl.length() : end);
        var found = new ArrayList<Entry>();
        var match = ENTRY.matcher(text.length() > 100_000 ? text.substring(0, 100_000) : text);
        while (match.find() && found.size() < MOST) {
            var trustee = match.group(4).strip();
            found.add(new Entry(match.group(1).endsWith("A"), TOKENS.getOrDefault(trustee, trustee), rights(match.group(3)),
                    match.group(2).contains("ID")));
        }
        return found;
    }

    /** The name of a well-known SID. */
    public static @Nullable String name(String sid) {
        return NAMES.get(sid);
    }

    private static String rights(String text) {
        return rights(mask(text));
    }

    /** An access mask of a file or a share: {@code full}, {@code change}, {@code read}, else its number. */
    public static String rights(long mask) {
        if ((mask & 0x10000000L) != 0 || (mask & FULL) == FULL) {
            return "full";
        }
        if ((mask & CHANGE) == CHANGE) {
            return "change";
        }
        return mask == READ || mask == 0x120089L || mask == 0xa0000000L || mask == 0x80000000L ? "read"
                : "0x" + Long.toHexString(mask);
    }

    private static long mask(String text) {
        if (text.toLowerCase(Locale.ROOT).matches("0x[0-9a-f]{1,8}")) {
            return Long.parseLong(text.substring(2), 16);
        }
        var mask = 0L;
        for (var i = 0; i + 1 < text.length(); i += 2) {
            mask |= RIGHTS.getOrDefault(text.substring(i, i + 2), 0L);
        }
        return mask;
    }
}
