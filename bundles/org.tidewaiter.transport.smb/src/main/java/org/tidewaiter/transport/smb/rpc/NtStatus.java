package org.tidewaiter.transport.smb.rpc;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** What samr and lsarpc return ([MS-ERREF] 2.3.1). */
final class NtStatus {
    static final long SUCCESS = 0;
    static final long MORE_ENTRIES = 0x105;
    static final long SOME_NOT_MAPPED = 0x107;
    static final long NO_MORE_ENTRIES = 0x8000_001AL;
    static final long OBJECT_NAME_NOT_FOUND = 0xC000_0034L;
    static final long NONE_MAPPED = 0xC000_0073L;
    private static final long ACCESS_DENIED = 0xC000_0022L;

    private NtStatus() {
    }

    /**
     * Throws unless it went well.
     *
     * @param what {@code samr: the accounts}
     */
    static void check(String what, long status) throws TransportException {
        if (status != SUCCESS && status != MORE_ENTRIES) {
            throw failed(what, status);
        }
    }

    /** What is thrown where a structure is missing, and the status should say why. */
    static TransportException failed(String what, long status) {
        if (status == ACCESS_DENIED) {
            return new TransportException(Failure.DENIED,
                    what + " may not be read; the account needs to be an administrator of the computer");
        }
        return new TransportException(Failure.UNSUPPORTED, "%s gave status 0x%08X".formatted(what, status));
    }
}
