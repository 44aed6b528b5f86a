package org.tidewaiter.transport.smb.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;

/** The rules for passwords and lockout ([MS-SAMR] 3.1.5.5.1). */
final class SamPolicy {
    private static final int QUERY_DOMAIN_2 = 46;
    // 2.2.1.4: DOMAIN_READ_PASSWORD_PARAMETERS, READ_OTHER_PARAMETERS
    private static final int RIGHTS = 0x1 | 0x4;
    // 2.2.3.16: DOMAIN_INFORMATION_CLASS
    private static final int PASSWORD = 1;
    private static final int LOGOFF = 3;
    private static final int LOCKOUT = 12;
    private static final long UNITS_PER_SECOND = 10_000_000;
    private static final long FOREVER_SECONDS = 0xffff_ffffL;
    private static final String WHAT = "samr: the rules for passwords";

    private SamPolicy() {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        try (var sam = Sam.open(login); var domain = sam.domain(sam.accountDomain(), RIGHTS)) {
            var row = new LinkedHashMap<String, Object>();
            row.put("DomainName", domain.name());
            password(query(domain, PASSWORD), row);
            lockout(query(domain, LOCKOUT), row);
            logoff(query(domain, LOGOFF), row);
            return List.of(row);
        }
    }

    /** The structure of a class, its status not yet read. */
    private static Ndr.Reader query(Sam.Domain domain, int information) throws TransportException {
        var answer = domain.handle().call(QUERY_DOMAIN_2, domain.handle().arguments().word(information));
        if (!answer.isPresent()) {
            throw NtStatus.failed(WHAT, answer.number());
        }
        answer.word(); // the class again
        return answer;
    }

    private static void password(Ndr.Reader answer, SequencedMap<String, Object> row) throws TransportException {
        answer.align(4);
        row.put("MinPasswordLength", answer.word());
        row.put("PasswordHistoryLength", answer.word());
        row.put("PasswordProperties", answer.number());
        var longest = answer.oldLargeInteger();
        // an age of none is one that never ends ([MS-ADTS] 3.1.1.4.5.36)
        interval(row, "MaxPasswordAge", longest == 0 ? Long.MIN_VALUE : longest);
        interval(row, "MinPasswordAge", answer.oldLargeInteger());
        NtStatus.check(WHAT, answer.number());
    }

    private static void lockout(Ndr.Reader answer, SequencedMap<String, Object> row) throws TransportException {
        var duration = answer.hyper();
        var window = answer.hyper();
        row.put("LockoutThreshold", answer.word());
        interval(row, "LockoutDuration", duration);
        interval(row, "LockoutObservationWindow", window);
        NtStatus.check(WHAT, answer.number());
    }

    private static void logoff(Ndr.Reader answer, SequencedMap<String, Object> row) throws TransportException {
        interval(row, "ForceLogoff", answer.oldLargeInteger());
        NtStatus.check(WHAT, answer.number());
    }

    /** Intervals are negative on the wire ([MS-SAMR] 2.2.2.2). Never is the least of all numbers, and TIMEQ_FOREVER of NetUserModalsGet. */
    private static void interval(SequencedMap<String, Object> row, String name, long value) {
        if (value != Long.MIN_VALUE && Math.abs(value) / UNITS_PER_SECOND < FOREVER_SECONDS) {
            row.put(name, Math.abs(value));
        }
    }
}
