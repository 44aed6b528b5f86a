package org.tidewaiter.transport.smb.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** The computer's own accounts ([MS-SAMR] 3.1.5.2.4, 3.1.5.5.5). */
final class SamAccounts {
    private static final int ENUMERATE_USERS = 13;
    private static final int OPEN_USER = 34;
    private static final int QUERY_USER_2 = 47;
    // 2.2.1.4: DOMAIN_LIST_ACCOUNTS, LOOKUP
    private static final int DOMAIN_RIGHTS = 0x100 | 0x200;
    // 2.2.1.7: USER_READ_GENERAL, READ_PREFERENCES, READ_LOGON, READ_ACCOUNT
    private static final int USER_RIGHTS = 0x01 | 0x02 | 0x08 | 0x10;
    // 2.2.6.28, USER_INFORMATION_CLASS: of these two none has a field of a password
    private static final int LOGON = 3;
    private static final int ADMIN_COMMENT = 13;
    /** Directory, drive, script, profile, workstations. */
    private static final int UNUSED_TEXTS = 5;
    static final int MOST = 5_000;
    /** What never happened, or never will. */
    private static final long NEVER = Long.MAX_VALUE;

    private SamAccounts() {
    }

    static List<SequencedMap<String, Object>> read(RpcPipes login) throws TransportException {
        if (LsaIdentity.isController(login)) {
            throw new TransportException(Failure.UNSUPPORTED,
                    "samr: this is a domain controller, of whose accounts the directory tells");
        }
        try (var sam = Sam.open(login); var domain = sam.domain(sam.accountDomain(), DOMAIN_RIGHTS)) {
            var rows = new ArrayList<SequencedMap<String, Object>>();
            for (var entry : Sam.pages(domain.handle(), ENUMERATE_USERS, new int[1], MOST, "samr: the accounts")) {
                var row = new LinkedHashMap<String, Object>();
                row.put("UserName", entry.name());
                row.put("Sid", domain.sid(entry.rid()));
                rows.add(row);
                account(domain, entry, row);
            }
            return rows;
        }
    }

    /** One that may not be read, or is no longer there, keeps its name. */
    private static void account(Sam.Domain domain, Sam.Entry entry, SequencedMap<String, Object> row) throws TransportException {
        try (var user = domain.open(OPEN_USER, USER_RIGHTS, entry)) {
            var what = "samr: " + entry.name();
            var logon = query(user, LOGON, what);
            logon(logon, row);
            var comment = query(user, ADMIN_COMMENT, what);
            row.put("AdminComment", comment.content(comment.isString()));
            NtStatus.check(what, comment.number());
        } catch (TransportException e) {
            if (e.failure() != Failure.DENIED && e.failure() != Failure.UNSUPPORTED) {
                throw e;
            }
        }
    }

    private static Ndr.Reader query(Handle user, int information, String what) throws TransportException {
        var answer = user.call(QUERY_USER_2, user.arguments().word(information));
        if (!answer.isPresent()) {
            throw NtStatus.failed(what, answer.number());
        }
        answer.word(); // the class again
        return answer;
    }

    /** SAMPR_USER_LOGON_INFORMATION ([MS-SAMR] 2.2.6.10). */
    private static void logon(Ndr.Reader answer, SequencedMap<String, Object> row) throws TransportException {
        var isNamed = answer.isString();
        var hasFullName = answer.isString();
        answer.number(); // its RID
        answer.number(); // that of its primary group
        for (var i = 0; i < UNUSED_TEXTS; i++) {
            answer.isString();
        }
        var lastLogon = answer.oldLargeInteger();
        answer.oldLargeInteger(); // last logoff
        var lastSet = answer.oldLargeInteger();
        answer.oldLargeInteger(); // when it may be changed
        var mustChange = answer.oldLargeInteger();
        answer.word(); // hours of logon, and where they stand
        answer.number();
        var bad = answer.word();
        var count = answer.word();
        var control = answer.number();
        answer.content(isNamed);
        row.put("FullName", answer.content(hasFullName));
        row.put("UserAccountControl", control);
        time(row, "LastLogon", lastLogon);
        time(row, "PasswordLastSet", lastSet);
        time(row, "PasswordMustChange", mustChange);
        row.put("BadPasswordCount", bad);
        row.put("LogonCount", count);
    }

    private static void time(SequencedMap<String, Object> row, String name, long time) {
        if (time > 0 && time != NEVER) {
            row.put(name, time);
        }
    }
}
