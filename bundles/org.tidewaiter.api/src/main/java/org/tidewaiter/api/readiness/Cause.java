package org.tidewaiter.api.readiness;

/** Why a rule stands as it does. */
public enum Cause {
    /** The port is open. */
    OPEN(Standing.MET),
    /** A login was accepted, without the rights that some data needs. */
    PRIVILEGE(Standing.LIMITED),
    /** UDP, and nothing came back: dropped on the way, nobody there, or a question that the service does not answer. */
    UDP_SILENCE(Standing.AMBIGUOUS),
    /** The port gives no answer by nature. */
    BY_NATURE(Standing.AMBIGUOUS),
    /** The port was not asked. */
    NOT_ASKED(Standing.UNASKED),
    /** The server lies outside the engagement's scope: nothing was sent to it. */
    OUT_OF_SCOPE(Standing.UNASKED),
    /** It is not known which server to ask. */
    NO_SERVER(Standing.UNASKED),
    /** The service refused the credential. */
    CREDENTIAL(Standing.REFUSED),
    /** The login broke off for another reason than the credential. */
    LOGIN_FAILED(Standing.REFUSED),
    /** A reset (RFC 9293) or a port unreachable of the device itself (RFC 1122 section 4.1.3.1): reachable, and nothing listens. */
    NOTHING_LISTENS(Standing.SHUT),
    /** TCP, and nothing came back: a firewall on the way or on the device drops it. */
    SILENCE(Standing.SHUT),
    /** A router or firewall said that it is prohibited (RFC 1812 section 5.2.7.1). */
    PROHIBITED(Standing.SHUT),
    /** A router said that there is no way to it (RFC 792: net or host unreachable). */
    NO_ROUTE(Standing.SHUT);

    private final Standing standing;

    Cause(Standing standing) {
        this.standing = standing;
    }

    /** What it means for the rule. */
    public Standing standing() {
        return standing;
    }

    /** Whether opening a firewall would help. */
    public boolean isFirewall() {
        return this == SILENCE || this == PROHIBITED;
    }
}
