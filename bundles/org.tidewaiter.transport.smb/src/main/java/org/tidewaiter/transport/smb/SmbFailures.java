package org.tidewaiter.transport.smb;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.hierynomus.mssmb2.SMBApiException;

/** Sorts what goes wrong with SMB. Messages name the place and the status, and never what was sent. */
final class SmbFailures {
    private static final int MOST_CAUSES = 8;

    private SmbFailures() {
    }

    static TransportException sorted(String where, Exception failure) {
        Throwable cause = failure;
        for (var i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SMBApiException refusal) {
                return new TransportException(failure(refusal), where + ": " + refusal.getStatus(), failure);
            }
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return new TransportException(Failure.TIMED_OUT, where + ": no answer in time", failure);
            }
            cause = cause.getCause();
        }
        return new TransportException(Failure.BROKEN,
                where + ": the connection broke (" + failure.getClass().getSimpleName() + ")", failure);
    }

    private static Failure failure(SMBApiException refusal) {
        return switch (refusal.getStatus()) {
            case STATUS_LOGON_FAILURE, STATUS_ACCOUNT_DISABLED, STATUS_PASSWORD_EXPIRED, STATUS_LOGON_TYPE_NOT_GRANTED ->
                Failure.REJECTED;
            case STATUS_ACCESS_DENIED -> Failure.DENIED;
            case STATUS_OBJECT_NAME_NOT_FOUND, STATUS_NOT_SUPPORTED -> Failure.UNSUPPORTED;
            default -> Failure.BROKEN;
        };
    }
}
