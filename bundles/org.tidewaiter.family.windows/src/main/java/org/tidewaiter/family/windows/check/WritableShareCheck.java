package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.SharePermission;

/** Shares that everybody writes to: both the share and the folder behind it let them, for the stricter of both counts. */
final class WritableShareCheck implements Check {

    /** Everyone, Anonymous and Guests, [MS-DTYP] 2.4.2.4: more than those who have an account here or in the domain on purpose. */
    private static final Set<String> EVERYBODY = Set.of("S-1-1-0", "S-1-5-7", "S-1-5-32-546");
    /** FILE_WRITE_DATA, FILE_APPEND_DATA, WRITE_DAC, WRITE_OWNER, GENERIC_WRITE. */
    private static final long WRITING = 0x2 | 0x4 | 0x40000 | 0x80000 | 0x40000000L;

    @Override
    public String id() {
        return "windows-writable-share";
    }

    @Override
    public String title() {
        return "Shares that everybody writes to";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(SharePermission.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var writing = facts.of(SharePermission.class).stream().filter(row -> EVERYBODY.contains(row.item().trustee()))
                .filter(row -> writes(row.item().rights())).toList();
        var open = new TreeSet<String>();
        var denied = new TreeSet<String>();
        for (var row : writing) {
            var share = row.item().share();
            if (at(writing, share, "share", "allow") && at(writing, share, "folder", "allow")) {
                // who denies to one and allows to another must be asked
                (at(writing, share, "share", "deny") || at(writing, share, "folder", "deny") ? denied : open).add(share);
            }
        }
        if (open.isEmpty()) {
            return denied.isEmpty() ? CheckResult.of(List.of(), facts, SharePermission.class)
                    : CheckResult.missing(SharePermission.class,
                            "writing is both allowed and denied in " + Words.list(List.copyOf(denied)));
        }
        var because = new ArrayList<Statement>();
        writing.stream().filter(row -> open.contains(row.item().share())).forEach(row -> because.add(row.statement()));
        return new CheckResult.Found(List.of(new Finding(id(), Severity.MEDIUM, "Everybody may write to a share",
                "the lists of share and folder let Everyone, Guests or Anonymous write in " + Words.list(List.copyOf(open))
                        + ": programs may be put there, and files encrypted",
                "Give the rights to the groups that need them", List.of("Microsoft: Share and NTFS permissions on a file server"),
                because)));
    }

    private static boolean at(List<Row<SharePermission>> rows, String share, String level, String access) {
        return rows.stream().map(Row::item)
                .anyMatch(row -> row.share().equals(share) && row.level().equals(level) && row.access().equals(access));
    }

    private static boolean writes(String rights) {
        return switch (rights) {
            case "full", "change" -> true;
            case "read" -> false;
            default -> (Settings.number(rights).orElse(0) & WRITING) != 0;
        };
    }
}
