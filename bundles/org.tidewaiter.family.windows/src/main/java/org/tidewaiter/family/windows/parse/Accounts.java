package org.tidewaiter.family.windows.parse;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.LogonSession;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;
import org.tidewaiter.api.data.UserProfile;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.LastLogon;
import org.tidewaiter.family.windows.data.LocalAccount;

/** Local accounts, groups, sessions and profiles. */
public final class Accounts {

    /** Well-known relative identifiers ([MS-DTYP] 2.4.2.4). */
    private static final Map<String, String> BUILT_IN = Map.of("500", "Administrator", "501", "Guest", "503", "DefaultAccount",
            "504",
            "WDAGUtilityAccount");
    /** Win32_LogonSession.LogonType. */
    private static final List<String> LOGON_TYPES = List.of("system", "", "interactive", "network", "batch", "service", "proxy",
            "unlock",
            "network clear text", "new credentials", "remote", "cached interactive", "cached remote", "cached unlock");

    private Accounts() {
    }

    /** Rows by the account's name, in lower case. */
    public static Map<String, CimRow> byName(List<CimRow> rows) {
        Map<String, CimRow> found = new HashMap<>();
        for (var row : rows) {
            var name = Clean.text(row, "Name");
            if (name != null) {
                found.put(name.toLowerCase(Locale.ROOT), row);
            }
        }
        return found;
    }

    private static CimRow more(CimRow row, Map<String, CimRow> details) {
        var name = Clean.text(row, "Name");
        return name == null ? new CimRow(0, Map.of())
                : details.getOrDefault(name.toLowerCase(Locale.ROOT), new CimRow(0, Map.of()));
    }

    /** A row of Win32_UserAccount with what Get-LocalUser knows of the same account. */
    public static @Nullable UserAccount account(CimRow row, Map<String, CimRow> details) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var more = more(row, details);
        var sid = Clean.text(row, "SID");
        var disabled = Boolean.TRUE.equals(Clean.flag(row, "Disabled"));
        var changed = Clean.instant(more, "PasswordLastSet");
        return new UserAccount(name, sid, null, Clean.text(row, "FullName"), null, null,
                disabled ? PasswordState.LOCKED : changed != null ? PasswordState.SET : null, null,
                changed == null ? null : LocalDate.ofInstant(changed, ZoneOffset.UTC), Clean.day(more, "AccountExpires"),
                sid == null ? null : Boolean.valueOf(sid.endsWith("-500")));
    }

    /** What an account is by its number: {@code Administrator}, {@code Guest}. */
    public static @Nullable String builtIn(@Nullable String sid) {
        return sid == null ? null : BUILT_IN.get(sid.substring(sid.lastIndexOf('-') + 1));
    }

    /** The flags that only Windows has. */
    public static @Nullable LocalAccount flags(CimRow row, Map<String, CimRow> details) {
        var name = Clean.text(row, "Name");
        if (name == null) {
            return null;
        }
        var more = more(row, details);
        var sid = Clean.text(row, "SID");
        return new LocalAccount(name, sid, Clean.flag(row, "Disabled"), Clean.flag(row, "Lockout"),
                Clean.flag(row, "PasswordRequired"),
                Clean.flag(row, "PasswordExpires"), Clean.flag(row, "PasswordChangeable"), Clean.instant(more, "PasswordLastSet"),
                Clean.instant(more, "LastLogon"), builtIn(sid),
                Clean.text(row, "Description"));
    }

    /** Members of groups by the group's SID, as {@code DOMAIN\name}. */
    public static Map<String, List<String>> members(List<CimRow> rows) {
        Map<String, List<String>> members = new HashMap<>();
        for (var row : rows) {
            var sid = Clean.text(row, "sid");
            if (sid != null) {
                members.put(sid, Clean.texts(row, "members"));
            }
        }
        return members;
    }

    /** A row of Win32_Group. */
    public static @Nullable Group group(CimRow row, Map<String, List<String>> members) {
        var name = Clean.text(row, "Name");
        var sid = Clean.text(row, "SID");
        return name == null ? null : new Group(name, sid, sid == null ? List.of() : members.getOrDefault(sid, List.of()));
    }

    /** A session with its account. */
    public static @Nullable LogonSession session(CimRow row, Map<String, String> users) {
        var id = Clean.text(row, "LogonId");
        return id == null ? null
                : new LogonSession(id, users.get(id), Clean.word(row, "LogonType", LOGON_TYPES),
                        Clean.text(row, "AuthenticationPackage"),
                        Clean.instant(row, "StartTime"));
    }

    /** Accounts by session, from Win32_LoggedOnUser, which remembers sessions that are over. */
    public static Map<String, String> users(List<CimRow> rows) {
        Map<String, String> users = new HashMap<>();
        for (var row : rows) {
            var id = Clean.text(row, "session");
            var user = Clean.text(row, "user");
            if (id != null && user != null) {
                users.putIfAbsent(id, user);
            }
        }
        return users;
    }

    /** A row of Win32_UserProfile. */
    public static @Nullable UserProfile profile(CimRow row) {
        var sid = Clean.text(row, "SID");
        return sid == null ? null
                : new UserProfile(sid, Clean.text(row, "LocalPath"), Clean.flag(row, "Loaded"), Clean.flag(row, "Special"),
                        Clean.flag(row, "RoamingConfigured"), Clean.instant(row, "LastUseTime"));
    }

    /** Who logged in last, from the sign-in screen's key. */
    public static @Nullable LastLogon last(CimRow row) {
        var account = Clean.first(row, "LastLoggedOnSAMUser", "LastLoggedOnUser");
        var sid = Clean.first(row, "LastLoggedOnUserSID", "SelectedUserSID");
        return account == null && sid == null ? null : new LastLogon(account, sid, Clean.text(row, "LastLoggedOnDisplayName"));
    }
}
