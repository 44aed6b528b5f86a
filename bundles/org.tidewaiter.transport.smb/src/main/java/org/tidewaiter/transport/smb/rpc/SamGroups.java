package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The computer's own and built-in groups with their members ([MS-SAMR] 3.1.5.2.5, 3.1.5.5.3, 3.1.5.8.3). */
final class SamGroups {
    private static final int ENUMERATE_ALIASES = 15;
    private static final int OPEN_ALIAS = 27;
    private static final int QUERY_ALIAS = 28;
    private static final int GET_MEMBERS = 33;
    // 2.2.1.4: DOMAIN_LIST_ACCOUNTS, LOOKUP; 2.2.1.6: ALIAS_LIST_MEMBERS, READ_INFORMATION
    private static final int DOMAIN_RIGHTS = 0x100 | 0x200;
    private static final int ALIAS_RIGHTS = 0x4 | 0x8;
    /** 2.2.5.5: AliasAdminCommentInformation. */
    private static final int ADMIN_COMMENT = 3;
    static final int MOST_GROUPS = 2_000;
    static final int MOST_MEMBERS = 5_000;
    private static final int MOST_MEMBERS_OF_ALL = 100_000;

    private SamGroups() {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        var rows = new ArrayList<SequencedMap<String, Object>>();
        // a controller's own groups are the directory's
        var isController = LsaIdentity.isController(login);
        try (var sam = Sam.open(login)) {
            groups(sam, Sam.BUILTIN, rows);
            if (!isController) {
                groups(sam, sam.accountDomain(), rows);
            }
        }
        LsaNames.add(login, rows, "Members", "MemberNames");
        return rows;
    }

    private static void groups(Sam sam, String name, List<SequencedMap<String, Object>> rows) throws TransportException {
        var all = 0;
        try (var domain = sam.domain(name, DOMAIN_RIGHTS)) {
            for (var entry : Sam.pages(domain.handle(), ENUMERATE_ALIASES, MOST_GROUPS - rows.size(), "samr: the groups")) {
                var row = new LinkedHashMap<String, Object>();
                row.put("Name", entry.name());
                row.put("Sid", domain.sid(entry.rid()));
                row.put("Domain", name);
                rows.add(row);
                if (all < MOST_MEMBERS_OF_ALL) {
                    group(domain, entry, row);
                }
                all += row.get("Members") instanceof List<?> members ? members.size() : 0;
            }
        }
    }

    /** One that may not be read keeps its name, and has no members, not even none. */
    private static void group(Sam.Domain domain, Sam.Entry entry, SequencedMap<String, Object> row) throws TransportException {
        try (var alias = domain.open(OPEN_ALIAS, ALIAS_RIGHTS, entry)) {
            row.put("Members", members(alias, "samr: the members of " + entry.name()));
            row.put("AdminComment", comment(alias, "samr: " + entry.name()));
        } catch (TransportException e) {
            if (e.failure() != Failure.DENIED && e.failure() != Failure.UNSUPPORTED) {
                throw e;
            }
        }
    }

    private static String comment(Handle alias, String what) throws TransportException {
        var answer = alias.call(QUERY_ALIAS, alias.arguments().word(ADMIN_COMMENT));
        var comment = "";
        if (answer.isPresent()) {
            answer.word(); // the class again
            comment = answer.content(answer.isString());
        }
        NtStatus.check(what, answer.number());
        return comment;
    }

    /** SAMPR_PSID_ARRAY_OUT. */
    private static List<String> members(Handle alias, String what) throws TransportException {
        var answer = alias.call(GET_MEMBERS, alias.arguments());
        var sids = answer.sids();
        NtStatus.check(what, answer.number());
        return new LinkedHashSet<>(sids).stream().limit(MOST_MEMBERS).toList();
    }
}
