package org.tidewaiter.family.windows.parse.rpc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.LogonSession;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.LocalAccount;
import org.tidewaiter.family.windows.parse.Accounts;
import org.tidewaiter.family.windows.parse.Clean;

/** Accounts and groups as the security account manager tells them ([MS-SAMR]). */
public final class SamAccounts {

    /** USER_ACCOUNT codes, [MS-SAMR] 2.2.1.12; other numbers than those of the directory. */
    private static final long DISABLED = 0x1;
    private static final long NO_PASSWORD_REQUIRED = 0x4;
    private static final long NORMAL = 0x10;
    private static final long NEVER_EXPIRES = 0x200;
    private static final long LOCKED = 0x400;

    private SamAccounts() {
    }

    /** An account of people; those of computers and domains are left out. */
    public static @Nullable UserAccount account(CimRow row) {
        var name = Clean.text(row, "UserName");
        var control = Clean.number(row, "UserAccountControl");
        if (name == null || control != null && (control & NORMAL) == 0) {
            return null;
        }
        var sid = Clean.text(row, "Sid");
        var changed = Clean.fileTime(row, "PasswordLastSet");
        return new UserAccount(name, sid, null, Clean.text(row, "FullName"), null, null, state(control, changed), null,
                changed == null ? null : LocalDate.ofInstant(changed, ZoneOffset.UTC), null,
                sid == null ? null : Boolean.valueOf(sid.endsWith("-500")));
    }

    private static @Nullable PasswordState state(@Nullable Long control, @Nullable Instant changed) {
        if (control != null && (control & DISABLED) != 0) {
            return PasswordState.LOCKED;
        }
        return changed == null ? null : PasswordState.SET;
    }

    /** The flags that only Windows has. */
    public static @Nullable LocalAccount flags(CimRow row) {
        var account = account(row);
        if (account == null) {
            return null;
        }
        var control = Clean.number(row, "UserAccountControl");
        return new LocalAccount(account.name(), account.id(), is(control, DISABLED), is(control, LOCKED),
                Clean.not(is(control, NO_PASSWORD_REQUIRED)), Clean.not(is(control, NEVER_EXPIRES)), null,
                Clean.fileTime(row, "PasswordLastSet"), Clean.fileTime(row, "LastLogon"), Accounts.builtIn(account.id()),
                Clean.text(row, "AdminComment"));
    }

    private static @Nullable Boolean is(@Nullable Long control, long bit) {
        return control == null ? null : Boolean.valueOf((control & bit) != 0);
    }

    /** A group with its members: names where they are known, else SIDs. */
    public static @Nullable Group group(CimRow row) {
        var name = Clean.text(row, "Name");
        return name == null ? null
                : new Group(name, Clean.text(row, "Sid"),
                        Names.of(row, "MemberNames", "Members"));
    }

    /** Somebody who is logged on ([MS-WKST] 2.2.5.10); computers' own accounts are left out. */
    public static @Nullable LogonSession loggedOn(CimRow row) {
        var name = Clean.text(row, "wkui1_username");
        if (name == null || name.endsWith("$")) {
            return null;
        }
        var domain = Clean.text(row, "wkui1_logon_domain");
        var user = domain == null ? name : domain + "\\" + name;
        return new LogonSession(user, user, null, null, null);
    }
}
