package org.tidewaiter.transport.ldap;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Realm;

/** The name by which an account binds: {@code user@realm} or {@code DOM\\user}, [MS-ADTS] 5.1.1.1.1. */
final class BindName {

    private BindName() {
    }

    /**
     * Reads the forms in which people write accounts of a domain.
     *
     * @throws TransportException {@code WITHHELD} when it is none
     */
    static String of(Credential credential, @Nullable Realm realm) throws TransportException {
        if (credential.kind() != Credential.Kind.PASSWORD || credential.secret().isEmpty()) {
            // a bind without a password is taken for an anonymous one, RFC 4513 section 5.1.2
            throw new TransportException(Failure.WITHHELD,
                    "credential " + credential.name() + " is no password, which is what LDAP needs");
        }
        var user = credential.user();
        if (user.startsWith(".\\") || user.isEmpty()) {
            throw new TransportException(Failure.WITHHELD, "credential " + credential.name() + " is of no domain");
        }
        var own = credential.realm().equals("local") ? "" : credential.realm();
        var kept = realm == null ? "" : realm.name();
        if (own.contains(".") && !kept.isEmpty() && !own.equalsIgnoreCase(kept)) {
            throw new TransportException(Failure.WITHHELD,
                    "credential " + credential.name() + " is of " + own + ", and the domain of this run is " + kept);
        }
        var backslash = user.indexOf('\\');
        if (user.contains("@")) {
            return user;
        }
        if (backslash > 0) {
            var domain = user.substring(0, backslash);
            // before the backslash stands the NetBIOS name alone
            return domain.contains(".") ? user.substring(backslash + 1) + "@" + domain : user;
        }
        var name = own.isEmpty() ? kept : own;
        if (name.isEmpty()) {
            throw new TransportException(Failure.WITHHELD, "credential " + credential.name()
                    + " names no domain; write its user as user@realm");
        }
        return name.contains(".") ? user + "@" + name : name + "\\" + user;
    }
}
