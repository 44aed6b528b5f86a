package org.tidewaiter.transport.winrm.http;

import java.util.Locale;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.WindowsAccount;

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
        var account = WindowsAccount.of(credential);
        if (account.domain().isEmpty()) {
            // an account of the computer has no realm, whatever its name looks like
            var at = credential.user().indexOf('\\') < 0 ? account.user().lastIndexOf('@') : -1;
            return new WindowsLogin(credential, "", account.user(), at > 0 ? realm(account.user().substring(at + 1)) : "");
        }
        return new WindowsLogin(credential, account.domain(), account.user(),
                realm(credential.realm().isEmpty() || credential.realm().equals("local") ? account.domain()
                        : credential.realm()));
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
