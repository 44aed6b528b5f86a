package org.tidewaiter.transport.winrm.kerberos;

import java.io.IOException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A login by Kerberos did not come about. */
public final class KerberosFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What was wrong, by the error codes of RFC 4120, 7.5.9. */
    public enum Reason {
        /** KDC_ERR_PREAUTH_FAILED: the password is wrong, and the controller has counted it. */
        WRONG_PASSWORD(24, "the password is wrong"),
        /** KDC_ERR_CLIENT_REVOKED: locked, disabled or expired. */
        ACCOUNT_LOCKED(18, "the account is locked, disabled or expired"),
        /** KDC_ERR_KEY_EXPIRED. */
        PASSWORD_EXPIRED(23, "the password has expired, and must be changed first"),
        /** KDC_ERR_C_PRINCIPAL_UNKNOWN. */
        UNKNOWN_USER(6, "the realm has no such user"),
        /** KDC_ERR_S_PRINCIPAL_UNKNOWN. */
        UNKNOWN_SERVICE(7, "the realm knows no such service name"),
        /** KRB_AP_ERR_SKEW. */
        CLOCK_SKEW(37, "the clocks are too far apart; set this machine's clock, or the other's"),
        /** KDC_ERR_ETYPE_NOSUPP. */
        NO_COMMON_ENCRYPTION(14, "there is no encryption type that all can do"),
        /** KDC_ERR_WRONG_REALM. */
        WRONG_REALM(68, "the account belongs to another realm"),
        /** Nothing listens, or nothing answers. */
        KDC_SILENT(-1, "the KDC did not answer"),
        /** The service did not take the ticket. */
        TICKET_REFUSED(-1, "the service did not take the ticket"),
        /** Something else. */
        OTHER(-1, "Kerberos failed");

        private final int code;
        private final String words;

        Reason(int code, String words) {
            this.code = code;
            this.words = words;
        }

        /** Whether another way to log in would only be a second failure for the same account. */
        public boolean isAboutTheAccount() {
            return switch (this) {
                case WRONG_PASSWORD, ACCOUNT_LOCKED, PASSWORD_EXPIRED, UNKNOWN_USER -> true;
                case UNKNOWN_SERVICE, CLOCK_SKEW, NO_COMMON_ENCRYPTION, WRONG_REALM, KDC_SILENT, TICKET_REFUSED, OTHER -> false;
            };
        }
    }

    // sun.security.krb5.KrbException, which is nobody's to name, writes "Clock skew too great (37)" with or without more.
    private static final Pattern CODE = Pattern.compile("\\((\\d{1,3})\\)(?: - .*)?$", Pattern.DOTALL);

    private final Reason reason;

    /** Of a reason that is known; {@code detail} says of whom or what. */
    public KerberosFailure(Reason reason, String detail, @Nullable Throwable cause) {
        super(reason.words + (detail.isEmpty() ? "" : " (" + detail + ")"), cause);
        this.reason = reason;
    }

    /** Sorts what JAAS and JGSS throw. */
    static KerberosFailure of(Exception failure, String subject) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var code = CODE.matcher(String.valueOf(cause.getMessage()));
            if (code.find()) {
                var number = Integer.parseInt(code.group(1));
                for (var reason : Reason.values()) {
                    if (reason.code == number) return new KerberosFailure(reason, subject, failure);
                }
                return new KerberosFailure(Reason.OTHER, subject + ", error " + number, failure);
            }
            if (cause instanceof IOException) {
                return new KerberosFailure(Reason.KDC_SILENT, subject, failure);
            }
        }
        return new KerberosFailure(Reason.OTHER, subject + ": " + clean(String.valueOf(failure.getMessage())), failure);
    }

    private static String clean(String words) {
        var clean = words.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 200 ? clean.substring(0, 200) : clean;
    }

    /** What was wrong. */
    public Reason reason() {
        return reason;
    }
}
