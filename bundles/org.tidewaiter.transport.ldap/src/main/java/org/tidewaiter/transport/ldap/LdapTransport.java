package org.tidewaiter.transport.ldap;

import java.util.Set;

import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionRecord;
import org.tidewaiter.engine.spi.Transport;

/** Searches in a domain controller's directory: what its two ports have in common. */
abstract class LdapTransport implements Transport<LdapSession> {

    /** Whether TLS begins with the connection; otherwise it is asked for before anything else is. */
    abstract boolean isSecure();

    @Override
    public Class<LdapSession> sessionType() {
        return LdapSession.class;
    }

    @Override
    public Party party() {
        return Party.DOMAIN_CONTROLLER;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.PASSWORD);
    }

    @Override
    public LiveSession<LdapSession> open(Opening opening) throws TransportException, InterruptedException {
        var session = new SessionRecord(opening.log(), id(), id() + " " + opening.target() + ":" + opening.port());
        try {
            var login = DirectoryLogin.prepare(opening, isSecure(), session.facts());
            var directory = login.open(session.facts());
            session.succeeded();
            return new LiveLdap(opening, login, directory);
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }
}
