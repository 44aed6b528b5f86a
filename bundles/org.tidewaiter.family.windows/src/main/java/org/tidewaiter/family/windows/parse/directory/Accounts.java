package org.tidewaiter.family.windows.parse.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.SecurityDescriptor.Ace;
import org.tidewaiter.family.windows.data.directory.ComputerPopulation;
import org.tidewaiter.family.windows.data.directory.CurrentUser;
import org.tidewaiter.family.windows.data.directory.DirectoryComputer;
import org.tidewaiter.family.windows.data.directory.NotableAccount;
import org.tidewaiter.family.windows.data.directory.PrivilegedMember;
import org.tidewaiter.family.windows.data.directory.StaleAccount;

/** Users, computers and who is in which group. */
public final class Accounts {

    private static final Duration STALE = Duration.ofDays(90);
    private static final String ACTS_FOR = "msDS-AllowedToActOnBehalfOfOtherIdentity";

    private Accounts() {
    }

    /** The user as whom we are bound; absent when the entry has no name. */
    public static @Nullable CurrentUser user(LdapEntry entry, @Nullable String primaryGroup, List<String> groups) {
        var account = Entries.text(entry, "sAMAccountName");
        return account == null ? null
                : new CurrentUser(account, Entries.text(entry, "userPrincipalName"), Entries.text(entry, "displayName"),
                        entry.sid("objectSid"), Entries.text(entry, "distinguishedName"), AccountControl.enabled(entry),
                        AccountControl.words(entry),
                        Entries.not(Entries.bit(entry, AccountControl.ATTRIBUTE, AccountControl.PASSWORD_NEVER_EXPIRES)),
                        Entries.fileTime(entry, "pwdLastSet"), Entries.fileTime(entry, "msDS-UserPasswordExpiryTimeComputed"),
                        Entries.lastLogon(entry), Entries.fileTime(entry, "accountExpires"), Entries.time(entry, "whenCreated"),
                        isProtected(entry), primaryGroup, groups);
    }

    /** A computer's account; absent when the entry has no name. */
    public static @Nullable DirectoryComputer computer(LdapEntry entry, List<String> groups) {
        var account = Entries.text(entry, "sAMAccountName");
        if (account == null) {
            return null;
        }
        var windows = Entries.fileTime(entry, "msLAPS-PasswordExpirationTime");
        var legacy = Entries.fileTime(entry, "ms-Mcs-AdmPwdExpirationTime");
        return new DirectoryComputer(
                account.endsWith("$") && account.length() > 1 ? account.substring(0, account.length() - 1) : account,
                Entries.text(entry, "dNSHostName"), entry.sid("objectSid"), Entries.text(entry, "distinguishedName"),
                Entries.above(entry.dn()), Entries.text(entry, "operatingSystem"), Entries.text(entry, "operatingSystemVersion"),
                AccountControl.enabled(entry), AccountControl.words(entry), Entries.fileTime(entry, "pwdLastSet"),
                Entries.lastLogon(entry), Entries.time(entry, "whenCreated"), Entries.texts(entry, "msDS-AllowedToDelegateTo"),
                actsFor(entry), Entries.texts(entry, "servicePrincipalName"),
                windows != null ? "Windows LAPS" : legacy != null ? "Microsoft LAPS" : null, windows != null ? windows : legacy,
                groups);
    }

    private static @Nullable Boolean isProtected(LdapEntry entry) {
        return entry.integer("adminCount").isPresent() ? Boolean.valueOf(entry.integer("adminCount").getAsInt() == 1) : null;
    }

    /** Whom the descriptor lets act for others, [MS-SFU] 3.2.1. */
    private static List<String> actsFor(LdapEntry entry) {
        return entry.descriptor(ACTS_FOR).stream().flatMap(d -> d.entries().stream()).filter(Ace::allows).map(Ace::trustee)
                .distinct().toList();
    }

    /** The names by which accounts are told, sorted. */
    public static List<String> names(List<LdapEntry> entries) {
        return entries.stream().map(Accounts::name).filter(n -> !n.isEmpty()).sorted().distinct().toList();
    }

    /** The account's name; of a foreign one its SID; "" without either. */
    private static String name(LdapEntry entry) {
        var account = Entries.text(entry, "sAMAccountName");
        var name = account == null ? Entries.name(entry.dn()) : account;
        return name == null ? "" : name;
    }

    /** A member of a privileged group. */
    public static @Nullable PrivilegedMember member(String group, String groupDn, LdapEntry entry, boolean primary) {
        var name = name(entry);
        return name.isEmpty() ? null
                : new PrivilegedMember(group, name, entry.sid("objectSid"), Entries.kind(entry),
                        primary || entry.texts("memberOf").stream().anyMatch(groupDn::equalsIgnoreCase),
                        AccountControl.enabled(entry), AccountControl.words(entry), Entries.fileTime(entry, "pwdLastSet"),
                        Entries.lastLogon(entry));
    }

    /** An account with rights or settings that attackers look for. */
    public static @Nullable NotableAccount notable(LdapEntry entry) {
        var name = name(entry);
        var kind = Entries.kind(entry);
        return name.isEmpty() ? null
                : new NotableAccount(name, kind, AccountControl.enabled(entry), AccountControl.words(entry), isProtected(entry),
                        kind.equals("computer") ? List.of() : Entries.texts(entry, "servicePrincipalName"),
                        Entries.texts(entry, "msDS-AllowedToDelegateTo"), actsFor(entry), Entries.fileTime(entry, "pwdLastSet"),
                        Entries.lastLogon(entry));
    }

    /** Whether it may log in and was not used for ninety days, or never since it was made so long ago. */
    private static boolean isStale(LdapEntry entry, Instant now) {
        var last = Entries.lastLogon(entry);
        var used = last == null ? Entries.time(entry, "whenCreated") : last;
        return Boolean.TRUE.equals(AccountControl.enabled(entry)) && !AccountControl.has(entry, AccountControl.TRUST)
                && used != null && used.isBefore(now.minus(STALE));
    }

    /** The account, where it is a stale one. */
    public static @Nullable StaleAccount stale(LdapEntry entry, @Nullable Instant now) {
        var name = name(entry);
        return now == null || name.isEmpty() || !isStale(entry, now) ? null
                : new StaleAccount(name, Entries.kind(entry), Entries.lastLogon(entry), Entries.fileTime(entry, "pwdLastSet"),
                        Entries.time(entry, "whenCreated"));
    }

    /** Computers by operating system. */
    public static List<ComputerPopulation> population(List<LdapEntry> entries, @Nullable Instant now) {
        Map<List<String>, List<LdapEntry>> groups = new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        for (var entry : entries) {
            if (Entries.kind(entry).equals("computer")) {
                var system = Entries.text(entry, "operatingSystem");
                var version = Entries.text(entry, "operatingSystemVersion");
                groups.computeIfAbsent(List.of(system == null ? "not told" : system, version == null ? "-" : version),
                        _ -> new ArrayList<>()).add(entry);
            }
        }
        return groups.entrySet().stream().map(g -> population(g.getKey(), g.getValue(), now)).toList();
    }

    private static ComputerPopulation population(List<String> system, List<LdapEntry> computers, @Nullable Instant now) {
        return new ComputerPopulation(system.getFirst(), system.getLast(), computers.size(),
                computers.stream().filter(c -> Boolean.TRUE.equals(AccountControl.enabled(c))).count(),
                now == null ? 0 : computers.stream().filter(c -> isStale(c, now)).count(),
                computers.stream().filter(c -> c.has("msLAPS-PasswordExpirationTime") || c.has("ms-Mcs-AdmPwdExpirationTime"))
                        .count());
    }
}
