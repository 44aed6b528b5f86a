package org.tidewaiter.transport.ldap;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** Why a bind was refused, in words. */
final class BindRefusal {

    /** {@code AcceptSecurityContext error, data 52e}: a number of [MS-ERREF] 2.2. */
    private static final Pattern DATA = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");

    private BindRefusal() {
    }

    static TransportException of(String socket, String principal, LDAPException refused) {
        var code = refused.getResultCode();
        if (code == ResultCode.INVALID_CREDENTIALS) {
            return credentials(socket, principal, data(refused.getDiagnosticMessage()));
        }
        if (code == ResultCode.STRONG_AUTH_REQUIRED || code == ResultCode.CONFIDENTIALITY_REQUIRED
                || code == ResultCode.AUTH_METHOD_NOT_SUPPORTED || code == ResultCode.INAPPROPRIATE_AUTHENTICATION) {
            return new TransportException(Failure.UNSUPPORTED, socket + " takes no password within TLS (" + code.getName()
                    + "); see the domain controller's LDAP policies");
        }
        if (code == ResultCode.REFERRAL) {
            return new TransportException(Failure.UNSUPPORTED,
                    socket + " refers to another server, which is not asked: name the controller of the account's domain with"
                            + " --domain-controller");
        }
        return Words.failure(socket, "login", refused);
    }

    private static String data(@Nullable String message) {
        var data = DATA.matcher(message == null ? "" : message);
        return data.find() ? data.group(1) : "";
    }

    private static TransportException credentials(String socket, String principal, String data) {
        var who = socket + " refused " + principal + ": ";
        return switch (data) {
            // what the account may not do here and now says nothing against its password
            case "530" -> new TransportException(Failure.DENIED, who + "it may not log in at this hour");
            case "531" -> new TransportException(Failure.DENIED, who + "it may not log in from this computer");
            case "525" -> new TransportException(Failure.REJECTED, who + "there is no such user");
            case "52e" -> new TransportException(Failure.REJECTED, who + "user or password is wrong");
            case "532" -> new TransportException(Failure.REJECTED, who + "its password has expired");
            case "533" -> new TransportException(Failure.REJECTED, who + "the account is disabled");
            case "701" -> new TransportException(Failure.REJECTED, who + "the account has expired");
            case "773" -> new TransportException(Failure.REJECTED, who + "its password must be changed at the next logon");
            case "775" -> new TransportException(Failure.REJECTED, who + "the account is locked");
            case "" -> new TransportException(Failure.REJECTED, who + "the credential is not accepted");
            default -> new TransportException(Failure.REJECTED, who + "the credential is not accepted (error " + data + ")");
        };
    }
}
