package org.tidewaiter.transport.ldap;

import java.util.List;

import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;

/** The session as one step has it. */
record LentLdap(LiveLdap live, String target, List<Request> declared) implements LdapSession {

    LentLdap {
        declared = List.copyOf(declared);
    }

    @Override
    public String principal() {
        return live.principal();
    }

    @Override
    public String domain() {
        return live.domain();
    }

    @Override
    public LdapReply search(LdapSearch search) throws TransportException, InterruptedException {
        check(search);
        return live.search(search);
    }

    @Override
    public LdapReply search(LdapTemplate template, String value) throws TransportException, InterruptedException {
        check(template);
        return live.search(template.with(value));
    }

    private void check(Request request) {
        if (!declared.contains(request)) {
            throw new UndeclaredRequestException(target + ": undeclared request " + request.id());
        }
    }
}
