package org.tidewaiter.replay;

import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.SnmpReplies;

/** An agent that has answered everything before. */
record RecordedSnmp(RecordedReplies replies) implements SnmpSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public SnmpReply get(SnmpGet request) throws TransportException {
        return SnmpReplies.reply(replies.find(request, request));
    }

    @Override
    public SnmpReply walk(SnmpWalk request) throws TransportException {
        return SnmpReplies.reply(replies.find(request, request));
    }
}
