package org.tidewaiter.family.windows.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Patch;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.UpdateState;

/** Installed updates, what waits for a restart, and the policy of Windows Update. */
public final class Updates {

    /** Policy of Windows Update. */
    public static final String POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate";

    private static final Pattern AMERICAN = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");
    /** Package_for_KB5031364~31bf3856ad364e35~amd64~~20348.2031.1.5 */
    private static final Pattern PACKAGE = Pattern
            .compile("Package_for_([A-Za-z0-9_]{1,60}?)(?:_RTM)?~[^~]*~[^~]*~[^~]*~([0-9.]{1,40})");
    /** State of a package in the component store that is wholly there (CbsPackageState). */
    private static final int INSTALLED = 112;

    private Updates() {
    }

    /** A row of Win32_QuickFixEngineering. */
    public static @Nullable Patch quickFix(CimRow row) {
        var id = Clean.text(row, "HotFixID");
        if (id == null || id.equals("File 1")) {
            return null;
        }
        return new Patch(id, Clean.text(row, "Description"), null, null, day(row), Clean.text(row, "InstalledBy"));
    }

    /** Windows writes the day as an American date, PowerShell makes a moment of it, and Windows Vista wrote a FILETIME in hexadecimal. */
    private static @Nullable LocalDate day(CimRow row) {
        var text = row.text("InstalledOn");
        if (text == null) {
            return null;
        }
        var date = AMERICAN.matcher(text);
        try {
            if (date.find()) {
                return LocalDate.of(Integer.parseInt(date.group(3)), Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)));
            }
            if (text.matches("0?1[0-9a-f]{14}")) {
                return LocalDate.ofInstant(Clean.fileTime(Long.parseLong(text, 16)), ZoneOffset.UTC);
            }
        } catch (DateTimeException _) {
            return null;
        }
        return Clean.day(row, "InstalledOn");
    }

    /** A package of the component store: cumulative updates have no row in Win32_QuickFixEngineering for each of their parts. */
    public static @Nullable Patch component(CimRow row) {
        var name = row.text("PSChildName");
        var match = PACKAGE.matcher(name == null ? "" : name);
        if (!match.find()) {
            return null;
        }
        var state = Clean.number(row, "CurrentState");
        var high = Clean.number(row, "InstallTimeHigh");
        var low = row.integer("InstallTimeLow");
        LocalDate day = null;
        if (high != null && high > 0x01000000 && high < 0x03000000 && low.isPresent()) {
            day = LocalDate.ofInstant(Clean.fileTime(high << 32 | low.getAsInt() & 0xffffffffL), ZoneOffset.UTC);
        }
        return new Patch(match.group(1), "package", match.group(2), state == null || state == INSTALLED ? null : "state " + state,
                day,
                Clean.text(row, "InstallUser"));
    }

    /**
     * What updates wait for, and who decides on them.
     *
     * @param pending reasons for a restart
     */
    public static UpdateState state(CimReply pending, RegistryKeys policy) {
        var reasons = pending.rows().stream().map(r -> Clean.text(r, "reason")).filter(Objects::nonNull).toList();
        var key = policy.key(POLICY);
        var automatic = policy.key(POLICY + "\\AU");
        return new UpdateState(pending.shortfall() == null || !reasons.isEmpty() ? Boolean.valueOf(!reasons.isEmpty()) : null,
                reasons,
                Clean.text(key, "WUServer"), Clean.flag(automatic, "UseWUServer"),
                Clean.number(key, "DeferQualityUpdatesPeriodInDays"), Clean.number(key, "DeferFeatureUpdatesPeriodInDays"),
                Clean.text(key, "TargetReleaseVersionInfo"), Clean.number(automatic, "AUOptions"));
    }
}
