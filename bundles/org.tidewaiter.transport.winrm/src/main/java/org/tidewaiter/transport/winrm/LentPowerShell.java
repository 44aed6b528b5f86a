package org.tidewaiter.transport.winrm;

import java.util.Set;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.UndeclaredRequestException;

/** The session as one step sees it. */
record LentPowerShell(LivePowerShell live, Set<Request> declared) implements PowerShellSession {

    @Override
    public String target() {
        return live.target();
    }

    @Override
    public CimReply query(CimQuery query) throws TransportException, InterruptedException {
        UndeclaredRequestException.check(live.target(), declared, query);
        return live.query(query);
    }

    @Override
    public CimReply run(PowerShellScript script) throws TransportException, InterruptedException {
        UndeclaredRequestException.check(live.target(), declared, script);
        return live.run(script);
    }
}
