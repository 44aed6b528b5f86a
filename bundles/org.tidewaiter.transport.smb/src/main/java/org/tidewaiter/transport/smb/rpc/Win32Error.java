package org.tidewaiter.transport.smb.rpc;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** What a call returns ([MS-ERREF] 2.2). */
final class Win32Error {
    static final int SUCCESS = 0;
    static final int ACCESS_DENIED = 5;
    static final int MORE_DATA = 234;

    private Win32Error() {
    }

    /** Throws unless the call succeeded. */
    static void check(String call, long status) throws TransportException {
        if (status == ACCESS_DENIED) {
            throw new TransportException(Failure.DENIED,
                    call + ": access denied (error 5); the account needs to be an administrator of the computer");
        }
        if (status != SUCCESS) {
            throw new TransportException(Failure.UNSUPPORTED, call + " gave error " + status);
        }
    }

    /** Whether the computer does not tell it, and may tell something else. */
    static boolean isRefusal(TransportException failure) {
        return failure.failure() == Failure.DENIED || failure.failure() == Failure.UNSUPPORTED;
    }
}
