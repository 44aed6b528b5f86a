package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

import org.tidewaiter.api.session.TransportException;

/** Who has which right ([MS-LSAD] 3.1.4.5.2, 3.1.4.5.10). */
final class LsaRights {
    private static final int ENUMERATE_ACCOUNTS = 11;
    private static final int ENUMERATE_RIGHTS = 36;
    /** Samba, which takes it for a number of accounts, accepts no more. */
    private static final int PREFERRED_BYTES = 8_192;
    private static final int MOST_PAGES = 200;
    private static final int MOST_ACCOUNTS = 5_000;
    /** Windows knows some fifty ([MS-LSAD] 3.1.1.2.1). */
    static final int MOST_RIGHTS = 200;
    private static final int STRING_BYTES = 8;

    private LsaRights() {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        var rows = new ArrayList<SequencedMap<String, Object>>();
        try (var lsa = Lsa.open(login, Lsa.VIEW_LOCAL | Lsa.LOOKUP_NAMES)) {
            Map<String, List<String>> holders = new TreeMap<>();
            for (var sid : accounts(lsa.policy())) {
                for (var right : rights(lsa.policy(), sid)) {
                    if (holders.size() < MOST_RIGHTS || holders.containsKey(right)) {
                        holders.computeIfAbsent(right, _ -> new ArrayList<>()).add(sid);
                    }
                }
            }
            holders.forEach((right, sids) -> {
                var row = new LinkedHashMap<String, Object>();
                row.put("UserRight", right);
                row.put("Sids", List.copyOf(sids));
                rows.add(row);
            });
        }
        LsaNames.add(login, rows, "Sids", "Names");
        return rows;
    }

    private static Set<String> accounts(Handle policy) throws TransportException {
        var accounts = new LinkedHashSet<String>();
        var context = 0L;
        for (var page = 0; page < MOST_PAGES && accounts.size() < MOST_ACCOUNTS; page++) {
            var answer = policy.call(ENUMERATE_ACCOUNTS, policy.arguments().number(context).number(PREFERRED_BYTES));
            var next = answer.number();
            var found = answer.sids();
            var status = answer.number();
            if (status == NtStatus.NO_MORE_ENTRIES) {
                break;
            }
            NtStatus.check("lsarpc: the accounts with rights", status);
            found.stream().limit(MOST_ACCOUNTS - accounts.size()).forEach(accounts::add);
            // one that has told all may say so only when asked for more
            if (next == context || found.isEmpty()) {
                break;
            }
            context = next;
        }
        return accounts;
    }

    /** LSAPR_USER_RIGHT_SET ([MS-LSAD] 2.2.5.3). */
    private static Set<String> rights(Handle policy, String sid) throws TransportException {
        var answer = policy.call(ENUMERATE_RIGHTS, policy.arguments().sid(sid));
        var told = answer.number();
        var count = answer.isPresent() ? answer.count(told, STRING_BYTES) : 0;
        var isNamed = new boolean[count];
        for (var i = 0; i < count; i++) {
            isNamed[i] = answer.isString();
        }
        var rights = new LinkedHashSet<String>();
        for (var each : isNamed) {
            rights.add(answer.content(each));
        }
        var status = answer.number();
        if (status == NtStatus.OBJECT_NAME_NOT_FOUND) {
            return Set.of();
        }
        NtStatus.check("lsarpc: the rights of " + sid, status);
        return rights;
    }
}
