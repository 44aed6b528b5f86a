package org.tidewaiter.replay;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.CimReplies;

/** A PowerShell that has answered everything before. */
record RecordedPowerShell(RecordedReplies replies) implements PowerShellSession {

    @Override
    public String target() {
        return replies.target();
    }

    @Override
    public CimReply query(CimQuery query) throws TransportException {
        return CimReplies.reply(replies.find(query, query));
    }

    @Override
    public CimReply run(PowerShellScript script) throws TransportException {
        return CimReplies.reply(replies.find(script, script));
    }
}
