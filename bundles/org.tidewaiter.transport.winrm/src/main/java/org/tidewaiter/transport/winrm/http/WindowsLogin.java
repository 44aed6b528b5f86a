package org.tidewaiter.transport.winrm.http;

import java.util.Locale;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;

/**
 * A Windows account and its password, which stays in the credential and is only lent.
 *
 * @param credential for the lock-out guard, and for its secret
 * @param domain     as NTLM names it: {@code LABDOM}, or a DNS name; "" for an account of the machine itself, and where the user is a
 *                   principal name
 * @param user       {@code auditor}, or for NTLM {@code auditor@AD.LAB.TEST}
 * @param realm      the Kerberos realm, in upper case; "" where the account is none of a domain, or only the short name is known
 */
public record WindowsLogin(Credential credential, String domain, String user, String realm) {

    /**
     * Reads the forms in which people write Windows accounts: {@code DOM\\user}, {@code user@realm}, {@code .\\user}, and a bare user with the
     * domain in the credential's realm field.
     *
     * @throws TransportException {@code WITHHELD} when the credential is no password
     */
    public static WindowsLogin of(Credential credential) throws TransportException {
        if (credential.kind() != Credential.Kind.PASSWORD) {
            throw new TransportException(Failure.WITHHELD,
                    "credential " + credential.name() + " is no password, which is what WinRM needs");
        }
        var text = credential.user();
        var field = credential.realm().equals("local") ? "" : credential.realm();
        var backslash = text.indexOf('\\');
        if (backslash >= 0) {
            var domain = text.substring(0, backslash);
            return domain.equals(".") ? new WindowsLogin(credential, "", text.substring(backslash + 1), "")
                    : new WindowsLogin(credential, domain, text.substring(backslash + 1),
                            realm(field.isEmpty() ? domain : field));
        }
        var at = text.lastIndexOf('@');
        return at > 0 ? new WindowsLogin(credential, "", text, realm(text.substring(at + 1)))
                : new WindowsLogin(credential, field, text, realm(field));
    }

    /** A realm of Active Directory is its DNS name; a name without a dot is the short one, from which no realm follows. */
    private static String realm(String name) {
        return name.contains(".") ? name.toUpperCase(Locale.ROOT) : "";
    }

    /** The user without a realm. */
    public String principal() {
        var at = user.lastIndexOf('@');
        return at > 0 ? user.substring(0, at) : user;
    }

    Secret password() {
        return credential.secret();
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? user : domain + "\\" + user;
    }
}
