package org.tidewaiter.replay;

import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.RegistryReplies;

/** Services that have answered everything before. */
record RecordedRpc(RecordedReplies replies) implements RpcSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public RegistryReply read(RegistryRead request) throws TransportException {
        return RegistryReplies.reply(replies.find(request, request));
    }

    @Override
    public CimReply read(RpcRead request) throws TransportException {
        return CimReplies.reply(replies.find(request, request));
    }
}
