package org.tidewaiter.api.session;

/**
 * A conversation with a domain controller's directory (RFC 4511, [MS-ADTS] 3.1.1.3) that searches and never changes anything. Referrals and
 * continuation references are not followed.
 */
public interface LdapSession extends Session {

    /** The account as which it is bound: as the controller names it, {@code LABDOM\auditor}, or as the credential does. */
    String principal();

    /** DNS name of the domain that the controller keeps: {@code ad.lab.test}; "" where it keeps none. */
    String domain();

    /**
     * Searches. An entry or attribute that is not there, or that the account may not see, is simply missing.
     *
     * @throws TransportException   when the conversation broke; a search that is refused, or has more entries than its limit, is a
     *                              {@link LdapReply#shortfall()}
     * @throws InterruptedException when the run is cancelled or the step's deadline passed
     */
    LdapReply search(LdapSearch search) throws TransportException, InterruptedException;

    /**
     * Searches with a value filled in.
     *
     * @throws IllegalArgumentException when the value does not fit the template
     * @throws TransportException       as {@link #search(LdapSearch)}
     * @throws InterruptedException     as {@link #search(LdapSearch)}
     */
    LdapReply search(LdapTemplate template, String value) throws TransportException, InterruptedException;
}
