package org.tidewaiter.family.windows.step.directory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
import org.tidewaiter.family.windows.data.directory.PrivilegedMember;
import org.tidewaiter.family.windows.parse.directory.Accounts;

/** Who is in the privileged groups, directly or through others. */
public final class DomainPrivilegeStep implements DirectoryStep {

    /** Well-known SIDs, [MS-DTYP] 2.4.2.4, by their last number: of the domain, and of every machine. */
    private static final Set<String> OF_DOMAIN = Set.of("512", "518", "519", "520", "526", "527");
    private static final Set<String> BUILT_IN = Set.of("S-1-5-32-544", "S-1-5-32-548", "S-1-5-32-549", "S-1-5-32-550",
            "S-1-5-32-551", "S-1-5-32-557");
    private static final int MOST_GROUPS = 30;

    private static final LdapSearch GROUPS = LdapSearch.of("privileged-groups", Context.DOMAIN,
            "(&(objectCategory=group)(|(adminCount=1)(isCriticalSystemObject=TRUE)(sAMAccountName=DnsAdmins)))", "sAMAccountName",
            "objectSid").limit(500);
    private static final String[] ATTRIBUTES = { "sAMAccountName", "objectSid", "objectClass", "userAccountControl", "pwdLastSet",
        "lastLogonTimestamp", "memberOf" };
    private static final LdapTemplate MEMBERS = new LdapTemplate(
            LdapSearch.of("privileged-members", Context.DOMAIN, "(memberOf" + Searches.IN_CHAIN + "{dn:.+})", ATTRIBUTES));
    /** Whose primary group it is stands in no member list. */
    private static final LdapTemplate PRIMARY = new LdapTemplate(
            LdapSearch.of("primary-members", Context.DOMAIN, "(&(objectClass=user)(primaryGroupID={rid:[0-9]+}))", ATTRIBUTES));

    @Override
    public String id() {
        return "domain-privilege";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(PrivilegedMember.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(GROUPS, MEMBERS, PRIMARY);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(300);
    }

    @Override
    public void read(LdapSession session, FactSink sink) throws TransportException, InterruptedException {
        var groups = session.search(GROUPS);
        sink.missing(PrivilegedMember.class, groups);
        var privileged = groups.entries().stream().filter(DomainPrivilegeStep::isPrivileged).limit(MOST_GROUPS).toList();
        var stated = 0;
        for (var group : privileged) {
            stated += members(session, sink, group);
        }
        if (stated == 0 && groups.shortfall() == null) {
            sink.gap(PrivilegedMember.class, GapReason.NOT_PRESENT, "no privileged group shows a member to this account",
                    groups.evidence());
        }
    }

    private static boolean isPrivileged(LdapEntry group) {
        var sid = group.sid("objectSid");
        return sid != null && (BUILT_IN.contains(sid) || sid.startsWith("S-1-5-21-") && OF_DOMAIN.contains(rid(sid))
                || "DnsAdmins".equals(group.text("sAMAccountName")));
    }

    private static String rid(String sid) {
        return sid.substring(sid.lastIndexOf('-') + 1);
    }

    private static int members(LdapSession session, FactSink sink, LdapEntry group)
            throws TransportException, InterruptedException {
        var name = group.text("sAMAccountName");
        var sid = group.sid("objectSid");
        if (name == null || sid == null || !MEMBERS.fits(group.dn())) {
            return 0;
        }
        var known = new HashSet<String>();
        var stated = state(sink, session.search(MEMBERS, group.dn()), name, group.dn(), known, false);
        return sid.startsWith("S-1-5-21-")
                ? stated + state(sink, session.search(PRIMARY, rid(sid)), name, group.dn(), known, true)
                : stated;
    }

    private static int state(FactSink sink, LdapReply reply, String group, String dn, Set<String> known, boolean primary) {
        sink.missing(PrivilegedMember.class, reply);
        return DirectoryStep.facts(sink, reply, e -> {
            var member = Accounts.member(group, dn, e, primary);
            return member != null && known.add(member.member()) ? member : null;
        });
    }
}
