package org.tidewaiter.replay;

import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.LdapReplies;

/** A directory that has answered everything before. */
record RecordedLdap(String principal, String domain, RecordedReplies replies) implements LdapSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public LdapReply search(LdapSearch search) throws TransportException {
        return LdapReplies.reply(replies.find(search, search));
    }

    @Override
    public LdapReply search(LdapTemplate template, String value) throws TransportException {
        return LdapReplies.reply(replies.find(template, template.with(value)));
    }
}
