package org.tidewaiter.replay;

import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.RegistrySession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.RegistryReplies;

/** A registry that has answered everything before. */
record RecordedRegistry(RecordedReplies replies) implements RegistrySession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public RegistryReply read(RegistryRead request) throws TransportException {
        return RegistryReplies.reply(replies.find(request, request));
    }
}
