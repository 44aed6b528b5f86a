package org.tidewaiter.transport.smb;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Ending;

import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMBApiException;

/** Sorts what goes wrong with SMB. Messages name the place and the status, and never what was sent. */
final class SmbFailures {
    private static final int MOST_CAUSES = 8;
    /** Why a login is refused ([MS-ERREF] 2.3.1); most of it the client has no name for. */
    private static final Map<Long, String> LOGINS = Map.ofEntries(Map.entry(0xC000_006DL, "user or password is wrong"),
            Map.entry(0xC000_0064L, "there is no such user"), Map.entry(0xC000_006AL, "the password is wrong"),
            Map.entry(0xC000_006EL, "the account is restricted"),
            Map.entry(0xC000_006FL, "the account may not log in at this hour"),
            Map.entry(0xC000_0070L, "the account may not log in from here"), Map.entry(0xC000_0071L, "its password has expired"),
            Map.entry(0xC000_0072L, "the account is disabled"),
            Map.entry(0xC000_015BL, "the account may not log in over the network"),
            Map.entry(0xC000_0193L, "the account has expired"),
            Map.entry(0xC000_0224L, "its password must be changed at the next logon"),
            Map.entry(0xC000_0234L, "the account is locked"));

    /** What is told to whoever may not change something. Microsoft, "User Account Control and remote restrictions". */
    static final String NEEDS_ADMINISTRATOR = "the account needs to be an administrator of the computer; one of its own accounts, other than the"
            + " built-in Administrator, is that over the network only where LocalAccountTokenFilterPolicy is 1";

    private SmbFailures() {
    }

    static TransportException sorted(String where, Exception failure) {
        Throwable cause = failure;
        for (var i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SMBApiException refusal) {
                var login = LOGINS.get(refusal.getStatusCode());
                return login != null ? new TransportException(Failure.REJECTED, where + ": " + login, failure)
                        : new TransportException(failure(refusal), where + ": " + status(refusal), failure);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new TransportException(Failure.UNREACHABLE, where + ": no connection to TCP 445", failure);
            }
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return new TransportException(Failure.TIMED_OUT, where + ": no answer in time", failure);
            }
            cause = cause.getCause();
        }
        return new TransportException(Failure.BROKEN,
                where + ": the connection broke (" + failure.getClass().getSimpleName() + ")", failure);
    }

    /** How a request ended that failed: what is refused or not there is a gap of its own, anything else the end of the conversation. */
    static Ending ending(String request, TransportException failure) {
        return switch (failure.failure()) {
            case DENIED -> Ending.shortOf(new Shortfall(GapReason.DENIED, request + ": " + failure.getMessage()));
            case UNSUPPORTED -> Ending.shortOf(new Shortfall(GapReason.NOT_REPORTED, request + ": " + failure.getMessage()));
            default -> Ending.failed(failure);
        };
    }

    private static String status(SMBApiException refusal) {
        return refusal.getStatus() == NtStatus.STATUS_OTHER ? "status %08X".formatted(refusal.getStatusCode())
                : String.valueOf(refusal.getStatus());
    }

    private static Failure failure(SMBApiException refusal) {
        return switch (refusal.getStatus()) {
            case STATUS_ACCESS_DENIED -> Failure.DENIED;
            case STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_PATH_NOT_FOUND, STATUS_NO_SUCH_FILE, STATUS_NOT_SUPPORTED ->
                Failure.UNSUPPORTED;
            default -> Failure.BROKEN;
        };
    }
}
