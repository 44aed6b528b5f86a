package org.tidewaiter.engine.readiness;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;

/**
 * What came of the login that an audit would begin with.
 *
 * @param detail   what the session said, in words
 * @param evidence the exchange that shows it; absent when none was made
 */
public record Login(Outcome outcome, String detail, @Nullable Evidence evidence) {

    /** How it ended. */
    public enum Outcome {
        /** All rights that the audit asks for. */
        ACCEPTED,
        /** It was let in, with fewer rights than some data needs. */
        PRIVILEGE_MISSING,
        /** The service refused the credential. */
        REFUSED,
        /** A service that is silent to whom it does not know was silent. */
        SILENT,
        /** It broke off for another reason. */
        FAILED,
        /** No credential covers the device. */
        NO_CREDENTIAL
    }
}
