package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;

/** What is audited: LSAPR_POLICY_AUDIT_EVENTS_INFO ([MS-LSAD] 2.2.4.4). */
final class LsaAudit {
    /** PolicyAuditEventsInformation. */
    private static final int AUDIT_EVENTS = 2;
    private static final String WHAT = "lsarpc: the audit policy";

    private LsaAudit() {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        try (var lsa = Lsa.open(login, Lsa.VIEW_AUDIT)) {
            var answer = lsa.query(Lsa.QUERY_POLICY, AUDIT_EVENTS, WHAT);
            var isAudited = answer.raw(1)[0] != 0;
            var hasOptions = answer.isPresent();
            var told = answer.number();
            var options = new ArrayList<Long>();
            for (var left = hasOptions ? answer.count(told, 4) : 0; left > 0; left--) {
                options.add(answer.number());
            }
            NtStatus.check(WHAT, answer.number());
            var row = new LinkedHashMap<String, Object>();
            row.put("AuditingMode", isAudited);
            row.put("EventAuditingOptions", List.copyOf(options));
            return List.of(row);
        }
    }
}
