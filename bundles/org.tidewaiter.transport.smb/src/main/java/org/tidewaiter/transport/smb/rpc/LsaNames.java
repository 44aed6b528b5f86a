package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

import org.tidewaiter.api.session.TransportException;

/** Names of SIDs ([MS-LSAT] 3.1.4.10). */
final class LsaNames {
    private static final int LOOKUP_SIDS_2 = 57;
    /** [MS-LSAT] 2.2.16: LsapLookupWksta. */
    private static final int ALL_KNOWN = 1;
    private static final int CLIENT_REVISION = 2;
    private static final int BATCH = 1_000;
    private static final int MOST_NAMES = 20_000;
    private static final int DOMAIN_BYTES = 12;
    private static final int NAME_BYTES = 20;
    /** [MS-LSAT] 2.2.13: deleted, invalid, unknown. */
    private static final Set<Integer> NAMELESS = Set.of(6, 7, 8);

    private LsaNames() {
    }

    /** Puts names of SIDs into rows that have some; those that cannot be looked up are "". */
    static void add(RpcPipes login, List<SequencedMap<String, Object>> rows, String sids, String names) {
        var wanted = new LinkedHashSet<String>();
        rows.forEach(row -> wanted.addAll(texts(row.get(sids))));
        var found = new HashMap<String, String>();
        if (!wanted.isEmpty()) {
            try (var lsa = Lsa.open(login, Lsa.LOOKUP_NAMES)) {
                var all = wanted.stream().limit(MOST_NAMES).toList();
                for (var from = 0; from < all.size(); from += BATCH) {
                    look(lsa.policy(), all.subList(from, Math.min(from + BATCH, all.size())), found);
                }
            } catch (TransportException _) {
                // SIDs without names are still who they are
            }
        }
        for (var row : rows) {
            if (row.containsKey(sids)) {
                row.put(names, texts(row.get(sids)).stream().map(sid -> found.getOrDefault(sid, "")).toList());
            }
        }
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> some ? some.stream().map(String::valueOf).toList() : List.of();
    }

    private static void look(Handle policy, List<String> sids, Map<String, String> found) throws TransportException {
        var arguments = policy.arguments().number(sids.size()).pointer().number(sids.size());
        sids.forEach(_ -> arguments.pointer());
        for (var sid : sids) {
            arguments.sid(sid);
        }
        // no names yet, at what level, how many yet, without options
        arguments.number(0).number(0).word(ALL_KNOWN).number(0).number(0).number(CLIENT_REVISION);
        var answer = policy.call(LOOKUP_SIDS_2, arguments);
        var domains = answer.isPresent() ? domains(answer) : List.<String> of();
        var names = names(answer, domains);
        answer.number(); // how many are known
        var status = answer.number();
        if (status == NtStatus.NONE_MAPPED) {
            return;
        }
        if (status != NtStatus.SOME_NOT_MAPPED) {
            NtStatus.check("lsarpc: the names of SIDs", status);
        }
        for (var i = 0; i < Math.min(names.size(), sids.size()); i++) {
            found.put(sids.get(i), names.get(i));
        }
    }

    /** LSAPR_REFERENCED_DOMAIN_LIST ([MS-LSAT] 2.2.12). */
    private static List<String> domains(Ndr.Reader answer) throws TransportException {
        var told = answer.number();
        var isThere = answer.isPresent();
        answer.number(); // how many there could be
        var count = isThere ? answer.count(told, DOMAIN_BYTES) : 0;
        var isNamed = new boolean[count];
        var hasSid = new boolean[count];
        for (var i = 0; i < count; i++) {
            isNamed[i] = answer.isString();
            hasSid[i] = answer.isPresent();
        }
        var domains = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            domains.add(answer.content(isNamed[i]));
            if (hasSid[i]) {
                answer.sid();
            }
        }
        return domains;
    }

    /** LSAPR_TRANSLATED_NAMES_EX ([MS-LSAT] 2.2.22). */
    private static List<String> names(Ndr.Reader answer, List<String> domains) throws TransportException {
        var told = answer.number();
        var count = answer.isPresent() ? answer.count(told, NAME_BYTES) : 0;
        var uses = new int[count];
        var isNamed = new boolean[count];
        var domain = new int[count];
        for (var i = 0; i < count; i++) {
            answer.align(4);
            uses[i] = answer.word();
            isNamed[i] = answer.isString();
            domain[i] = (int) answer.number();
            answer.number(); // flags
        }
        var names = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            var name = answer.content(isNamed[i]);
            var owner = domain[i] >= 0 && domain[i] < domains.size() ? domains.get(domain[i]) : "";
            names.add(NAMELESS.contains(uses[i]) ? "" : joined(owner, name));
        }
        return names;
    }

    private static String joined(String domain, String name) {
        return domain.isEmpty() || name.isEmpty() ? domain + name : domain + "\\" + name;
    }
}
