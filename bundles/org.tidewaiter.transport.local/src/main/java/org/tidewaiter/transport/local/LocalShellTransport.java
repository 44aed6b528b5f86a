package org.tidewaiter.transport.local;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionRecord;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.transport.shell.FramedShell;

/** Audits the machine that it runs on, with the rights of whoever runs it, and by sudo where that wants no password. */
@Component(service = Transport.class)
public final class LocalShellTransport implements Transport<ShellSession> {

    @Override
    public String id() {
        return "local";
    }

    @Override
    public Class<ShellSession> sessionType() {
        return ShellSession.class;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of();
    }

    @Override
    public LiveSession<ShellSession> open(Opening opening) throws TransportException, InterruptedException {
        var session = new SessionRecord(opening.log(), id(), "/bin/sh of this machine");
        try {
            return FramedShell.open(opening, new LocalProcesses(), Deadline.in(opening.loginTimeout()), session);
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }
}
