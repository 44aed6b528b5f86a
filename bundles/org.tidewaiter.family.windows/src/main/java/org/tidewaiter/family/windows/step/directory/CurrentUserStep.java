package org.tidewaiter.family.windows.step.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSearch.Context;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.directory.CurrentUser;
import org.tidewaiter.family.windows.parse.directory.Accounts;

/** The account of the domain with which the device is audited. */
public final class CurrentUserStep implements DirectoryStep {

    /** Whoever is bound, and the groups of that login, by SID: the first is the user's own, [MS-ADTS] 3.1.1.3.2.28. */
    private static final LdapSearch TOKEN = LdapSearch.entry("login-token", Context.ROOT_DSE, "", "tokenGroups");
    private static final String[] ATTRIBUTES = { "sAMAccountName", "userPrincipalName", "displayName", "objectSid",
        "distinguishedName", "userAccountControl", "pwdLastSet", "msDS-UserPasswordExpiryTimeComputed", "lastLogon",
        "lastLogonTimestamp", "accountExpires", "whenCreated", "adminCount", "primaryGroupID" };
    private static final LdapTemplate BY_SID = new LdapTemplate(
            LdapSearch.of("current-user", Context.DOMAIN, "(objectSid={sid:S-1-[0-9x-]+})", ATTRIBUTES));
    /** For a directory that does not tell the token. */
    private static final LdapTemplate BY_NAME = new LdapTemplate(LdapSearch.of("current-user-by-name", Context.DOMAIN,
            "(&(objectClass=user)(sAMAccountName={name:.+}))", ATTRIBUTES));
    private static final LdapTemplate GROUP = new LdapTemplate(
            LdapSearch.of("primary-group", Context.DOMAIN, "(objectSid={sid:S-1-[0-9x-]+})", "sAMAccountName"));

    @Override
    public String id() {
        return "current-user";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(CurrentUser.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(TOKEN, BY_SID, BY_NAME, GROUP, Searches.GROUPS_OF);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var found = find(session);
        var user = found.flatMap(LdapReply::first);
        if (found.isEmpty() || user.isEmpty()) {
            if (found.isEmpty() || !sink.missing(CurrentUser.class, found.get())) {
                sink.gap(CurrentUser.class, GapReason.NOT_PRESENT,
                        session.target() + ": " + session.principal() + " is no account of " + session.domain()
                                + "; it may be one of another domain that is trusted",
                        found.isEmpty() ? null : found.get().evidence());
            }
            return;
        }
        var entry = user.get();
        var groups = DirectoryStep.names(sink, CurrentUser.class, session, Searches.GROUPS_OF, entry.dn());
        var primary = primaryGroup(session, entry);
        if (primary != null && !groups.contains(primary)) {
            groups.add(primary);
        }
        var item = Accounts.user(entry, primary, groups.stream().sorted().toList());
        if (item == null) {
            sink.gap(CurrentUser.class, GapReason.NOT_REPORTED, "the account's entry names no account", found.get().at(entry));
        } else {
            sink.fact(item, found.get().at(entry));
        }
    }

    private static Optional<LdapReply> find(LdapSession session) throws TransportException, InterruptedException {
        var token = session.search(TOKEN).first().map(e -> e.sids("tokenGroups")).orElse(List.of());
        if (!token.isEmpty() && BY_SID.fits(token.getFirst())) {
            var reply = session.search(BY_SID, token.getFirst());
            if (reply.shortfall() != null || !reply.entries().isEmpty()) {
                return Optional.of(reply);
            }
        }
        var name = session.principal().replaceFirst("^.*\\\\", "").replaceFirst("@.*$", "");
        return BY_NAME.fits(name) ? Optional.of(session.search(BY_NAME, name)) : Optional.empty();
    }

    /** The primary group stands in no member list: its SID is the domain's with another last number ([MS-ADTS] 3.1.1.4.5.18). */
    private static @Nullable String primaryGroup(LdapSession session, LdapEntry user)
            throws TransportException, InterruptedException {
        var sid = user.sid("objectSid");
        var number = user.number("primaryGroupID");
        if (sid == null || number.isEmpty()) {
            return null;
        }
        var group = sid.substring(0, sid.lastIndexOf('-') + 1) + number.getAsLong();
        var names = GROUP.fits(group) ? Accounts.names(session.search(GROUP, group).entries()) : List.<String> of();
        return names.isEmpty() ? null : names.getFirst();
    }
}
