package org.tidewaiter.family.windows.check;

import static org.tidewaiter.api.model.Severity.HIGH;
import static org.tidewaiter.api.model.Severity.LOW;
import static org.tidewaiter.api.model.Severity.MEDIUM;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.data.LocalAccount;

/** Local accounts, what they may do without being asked, and how one logs in. */
final class AccountChecks {

    private AccountChecks() {
    }

    static List<Check> elevation() {
        return List.of(
                SettingCheck.of("uac", "User Account Control", "uac.EnableLUA").unsafe(v -> v == 0).unset(Default.safe())
                        .finds(HIGH, "User Account Control is off",
                                "whatever an administrator starts has all rights, and integrity levels do not hold programs apart",
                                "Enable Run all administrators in Admin Approval Mode, and restart",
                                "Policy User Account Control: Run all administrators in Admin Approval Mode"),
                SettingCheck.of("uac-consent", "Consent to elevation", "uac.ConsentPromptBehaviorAdmin").unsafe(v -> v == 0)
                        .unset(Default.safe())
                        .finds(MEDIUM, "Administrators' programs are elevated without asking",
                                "a program that an administrator starts takes all rights unseen",
                                "Set the prompt for administrators to ask for consent on the secure desktop",
                                "Policy User Account Control: Behavior of the elevation prompt for administrators in Admin Approval Mode"),
                SettingCheck.of("uac-desktop", "Where consent is asked for", "uac.PromptOnSecureDesktop").unsafe(v -> v == 0)
                        .unset(Default.safe())
                        .finds(LOW, "Consent is asked for on the user's own desktop",
                                "other programs there can answer, or imitate the question",
                                "Enable Switch to the secure desktop when prompting for elevation",
                                "Policy User Account Control: Switch to the secure desktop when prompting for elevation"),
                SettingCheck.of("uac-administrator", "Approval for the built-in administrator", "uac.FilterAdministratorToken")
                        .unsafe(v -> v == 0).unset(Default.unsafe("0"))
                        .finds(LOW, "The built-in administrator always has all rights",
                                "whatever this account starts is elevated unseen",
                                "Enable Admin Approval Mode for the Built-in Administrator account",
                                "Policy User Account Control: Admin Approval Mode for the Built-in Administrator account"),
                SettingCheck.of("uac-remote", "Local administrators over the network", "uac.LocalAccountTokenFilterPolicy")
                        .at(Scope.NOT_DOMAIN_CONTROLLER).unsafe(v -> v != 0).unset(Default.safe())
                        .finds(MEDIUM, "Local administrators have all rights over the network",
                                "the password or hash of one local administrator opens each computer that has the same",
                                "Set LocalAccountTokenFilterPolicy to 0, where no management needs local accounts; else let LAPS change their passwords",
                                "Microsoft: User Account Control and remote restrictions"),
                new InstallElevatedCheck());
    }

    static List<Check> logon() {
        return List.of(
                SettingCheck.of("automatic-logon", "Automatic logon", "winlogon.AutoAdminLogon").unsafe(v -> v != 0)
                        .unset(Default.safe())
                        .finds(MEDIUM, "Somebody is logged in automatically",
                                "whoever switches the computer on works as this account",
                                "Set AutoAdminLogon to 0, and remove the password",
                                "Policy MSS: (AutoAdminLogon) Enable Automatic Logon"),
                SettingCheck.of("automatic-logon-password", "Password of an automatic logon", "winlogon.DefaultPassword-present")
                        .unsafe(v -> v != 0)
                        .finds(HIGH, "A password for automatic logon lies readable in the registry",
                                "every user of the computer reads the value DefaultPassword there",
                                "Remove DefaultPassword, and change the account's password",
                                "Microsoft: Configure Windows to automate logon"),
                SettingCheck.of("blank-passwords", "Accounts without password over the network", "lsa.LimitBlankPasswordUse")
                        .unsafe(v -> v == 0).unset(Default.safe())
                        .finds(HIGH, "Accounts without a password may log in over the network",
                                "whoever reaches the computer works as such an account",
                                "Enable Limit local account use of blank passwords to console logon only",
                                "Policy Accounts: Limit local account use of blank passwords to console logon only"),
                new ScreenLockCheck());
    }

    static List<Check> accounts() {
        return List.of(
                RowCheck.of("guest", "The guest account", LocalAccount.class).unsafe(a -> enabled(a, "Guest".equals(a.builtIn())))
                        .says(AccountChecks::words)
                        .finds(MEDIUM, "The guest account is enabled", "it lets people in who have no account",
                                "Disable the account",
                                "Policy Accounts: Guest account status"),
                RowCheck.of("administrator", "The built-in administrator", LocalAccount.class).at(Scope.NOT_DOMAIN_CONTROLLER)
                        .unsafe(a -> enabled(a, "Administrator".equals(a.builtIn()))).says(AccountChecks::words)
                        .finds(LOW, "The built-in administrator is enabled",
                                "its number is the same everywhere, and wrong passwords may be tried against it without end",
                                "Disable the account, or let LAPS change its password",
                                "Policy Accounts: Administrator account status"),
                RowCheck.of("password-not-required", "Accounts that need no password", LocalAccount.class)
                        .unsafe(a -> enabled(a, not(a.passwordRequired())))
                        .says(account -> words(account) + ", PasswordRequired is false")
                        .finds(MEDIUM, "An enabled account needs no password", "its password may be empty",
                                "Give the account a password, and clear the flag: net user NAME /passwordreq:yes",
                                "Microsoft: UserAccountControl property flags, PASSWD_NOTREQD"),
                RowCheck.of("password-never-expires", "Passwords that never expire", LocalAccount.class)
                        .unsafe(a -> enabled(a, not(a.passwordExpires())))
                        .says(account -> words(account) + ", PasswordExpires is false")
                        .finds(LOW, "The password of an enabled account never expires",
                                "a password that somebody learnt works for ever, unless LAPS changes it",
                                "Let LAPS change the password, or let it expire, or use a managed service account",
                                "Microsoft: UserAccountControl property flags, DONT_EXPIRE_PASSWORD"));
    }

    /** A disabled account is never unsafe, whatever else it is. */
    private static Truth enabled(LocalAccount account, @Nullable Boolean and) {
        return and != null && !and || Boolean.TRUE.equals(account.disabled()) ? Truth.NO
                : and == null ? Truth.UNKNOWN : Truth.of(account.disabled()).not();
    }

    private static @Nullable Boolean not(@Nullable Boolean flag) {
        return flag == null ? null : Boolean.valueOf(!flag);
    }

    private static String words(LocalAccount account) {
        return "account " + account.name() + (account.builtIn() instanceof String known && !known.equals(account.name())
                ? " (the built-in " + known + ")"
                : "") + " is enabled";
    }
}
