package org.tidewaiter.engine.spi;

/**
 * A Windows account as NTLM names it.
 *
 * @param domain {@code LABDOM}, or a DNS name; "" for an account of the computer itself, and where the user is a principal name
 * @param user   {@code auditor}, or {@code auditor@ad.lab.test}
 */
public record WindowsAccount(String domain, String user) {

    /** Of the forms in which people write it: {@code DOM\\user}, {@code .\\user}, {@code user@realm}, or a bare user with the domain in the credential's realm. */
    public static WindowsAccount of(Credential credential) {
        var text = credential.user();
        var backslash = text.indexOf('\\');
        if (backslash >= 0) {
            var domain = text.substring(0, backslash);
            return new WindowsAccount(domain.equals(".") ? "" : domain, text.substring(backslash + 1));
        }
        var isWhole = credential.realm().equals("local") || text.lastIndexOf('@') > 0;
        return new WindowsAccount(isWhole ? "" : credential.realm(), text);
    }
}
