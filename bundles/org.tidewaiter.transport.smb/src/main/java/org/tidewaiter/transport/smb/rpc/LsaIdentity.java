package org.tidewaiter.transport.smb.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Names and SIDs of a computer and its domain ([MS-LSAD] 2.2.4). */
final class LsaIdentity {
    // 2.2.4.1, POLICY_INFORMATION_CLASS
    private static final int PRIMARY_DOMAIN = 3;
    private static final int ACCOUNT_DOMAIN = 5;
    private static final int DNS_DOMAIN = 12;
    private static final int GUID = 16;
    private static final String WHAT = "lsarpc: the domain";

    private LsaIdentity() {
    }

    /** A domain; its SID is "" where it has none. */
    private record Named(String name, String sid) {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        try (var lsa = Lsa.open(login, Lsa.VIEW_LOCAL)) {
            var row = new LinkedHashMap<String, Object>();
            var accounts = domain(lsa, ACCOUNT_DOMAIN);
            put(row, "AccountDomainName", accounts.name());
            put(row, "AccountDomainSid", accounts.sid());
            try {
                dns(lsa.query(Lsa.QUERY_POLICY_2, DNS_DOMAIN, WHAT), row);
            } catch (TransportException e) {
                if (e.failure() != Failure.UNSUPPORTED) {
                    throw e;
                }
                // Samba has no such operation
                var primary = domain(lsa, PRIMARY_DOMAIN);
                put(row, "DomainName", primary.name());
                put(row, "DomainSid", primary.sid());
            }
            return List.of(row);
        }
    }

    /** Whether the computer's own accounts are those of its domain. */
    static boolean isController(RpcPipes login) throws TransportException {
        try (var lsa = Lsa.open(login, Lsa.VIEW_LOCAL)) {
            var primary = domain(lsa, PRIMARY_DOMAIN);
            return !primary.sid().isEmpty() && primary.sid().equals(domain(lsa, ACCOUNT_DOMAIN).sid());
        }
    }

    /** LSAPR_POLICY_PRIMARY_DOM_INFO (2.2.4.5) or LSAPR_POLICY_ACCOUNT_DOM_INFO (2.2.4.6). */
    private static Named domain(Lsa lsa, int information) throws TransportException {
        var answer = lsa.query(Lsa.QUERY_POLICY, information, WHAT);
        var isNamed = answer.isString();
        var hasSid = answer.isPresent();
        var name = answer.content(isNamed);
        var sid = hasSid ? answer.sid() : "";
        NtStatus.check(WHAT, answer.number());
        return new Named(name, sid);
    }

    /** LSAPR_POLICY_DNS_DOMAIN_INFO (2.2.4.14). */
    private static void dns(Ndr.Reader answer, SequencedMap<String, Object> row) throws TransportException {
        var isNamed = answer.isString();
        var hasDomain = answer.isString();
        var hasForest = answer.isString();
        answer.raw(GUID);
        var hasSid = answer.isPresent();
        var name = answer.content(isNamed);
        put(row, "DnsDomainName", answer.content(hasDomain));
        put(row, "DnsForestName", answer.content(hasForest));
        put(row, "DomainName", name);
        put(row, "DomainSid", hasSid ? answer.sid() : "");
        NtStatus.check(WHAT, answer.number());
    }

    private static void put(SequencedMap<String, Object> row, String name, String value) {
        if (!value.isEmpty()) {
            row.put(name, value);
        }
    }
}
