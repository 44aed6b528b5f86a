package org.tidewaiter.transport.smb;

import org.tidewaiter.engine.spi.Credential;

/**
 * A Windows account as NTLM names it.
 *
 * @param domain {@code LABDOM}; "" for an account of the computer, and where the user is a principal name
 * @param user   {@code auditor}, or {@code auditor@ad.lab.test}
 */
record SmbAccount(String domain, String user) {

    /** Of {@code DOM\\user}, {@code .\\user}, {@code user@realm}, or a bare user with the domain in the credential's realm. */
    static SmbAccount of(Credential credential) {
        var text = credential.user();
        var backslash = text.indexOf('\\');
        if (backslash >= 0) {
            var domain = text.substring(0, backslash);
            return new SmbAccount(domain.equals(".") ? "" : domain, text.substring(backslash + 1));
        }
        var isLocal = credential.realm().equals("local") || text.indexOf('@') > 0;
        return new SmbAccount(isLocal ? "" : credential.realm(), text);
    }
}
