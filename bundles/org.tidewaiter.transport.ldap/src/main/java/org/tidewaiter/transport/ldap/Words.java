package org.tidewaiter.transport.ldap;

import java.net.SocketTimeoutException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** What result codes mean to us, RFC 4511 section 4.1.9 and appendix A. */
final class Words {

    private Words() {
    }

    /** A conversation that failed. The server's own words may quote what was sent, so only its code is told. */
    static TransportException failure(String socket, String what, LDAPException e) {
        var code = e.getResultCode();
        var gone = code == ResultCode.CONNECT_ERROR || code == ResultCode.BUSY || code == ResultCode.UNAVAILABLE;
        var failure = code == ResultCode.TIMEOUT || isTimeout(e) ? Failure.TIMED_OUT
                : gone ? Failure.UNREACHABLE : Failure.BROKEN;
        return new TransportException(failure, socket + " " + what + ": " + code.getName() + " (" + code.intValue() + ")");
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        var depth = 0;
        for (var cause = e; cause != null && depth < 10; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /** Whether the connection is of no more use. */
    static boolean isBroken(ResultCode code) {
        return code == ResultCode.TIMEOUT || code.isClientSideResultCode();
    }

    /** Why a search has no full answer; absent when it has one. */
    static @Nullable Shortfall shortfall(String id, ResultCode code) {
        if (code == ResultCode.SUCCESS) {
            return null;
        }
        var said = id + ": " + code.getName() + " (" + code.intValue() + ")";
        if (code == ResultCode.NO_SUCH_OBJECT) {
            return new Shortfall(GapReason.NOT_PRESENT, id + ": the directory has no such entry, or shows none to this account");
        }
        if (code == ResultCode.INSUFFICIENT_ACCESS_RIGHTS) {
            return new Shortfall(GapReason.DENIED, id + ": the account may not read this");
        }
        if (code == ResultCode.TIME_LIMIT_EXCEEDED) {
            return new Shortfall(GapReason.TIMED_OUT, id + ": the directory took longer than it was given");
        }
        if (code == ResultCode.SIZE_LIMIT_EXCEEDED || code == ResultCode.ADMIN_LIMIT_EXCEEDED) {
            return new Shortfall(GapReason.NOT_REPORTED, id + ": the directory gives no more entries than these");
        }
        if (code == ResultCode.REFERRAL) {
            return new Shortfall(GapReason.SKIPPED, id + ": another server keeps this; referrals are not followed");
        }
        return new Shortfall(GapReason.NOT_REPORTED, said);
    }
}
