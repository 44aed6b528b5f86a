package org.tidewaiter.transport.ssh;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionRecord;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.transport.shell.FramedShell;

/** Shell sessions over SSH version 2 (RFC 4251 to 4254): one connection per session, a channel per script. */
@Component(service = Transport.class)
public final class SshShellTransport implements Transport<ShellSession> {

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public Class<ShellSession> sessionType() {
        return ShellSession.class;
    }

    @Override
    public int port() {
        return 22;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.PASSWORD, Credential.Kind.KEY);
    }

    @Override
    public LiveSession<ShellSession> open(Opening opening) throws TransportException, InterruptedException {
        var credential = opening.credential();
        var session = new SessionRecord(opening.log(), id(), "ssh " + SshDial.endpoint(opening));
        try {
            if (credential == null) {
                throw new TransportException(Failure.WITHHELD, opening.target()
                        + ": SSH needs a login; add one with `tidewaiter credentials add`");
            }
            session.facts().put("credential", credential.name());
            return open(opening, credential, session);
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }

    private static LiveSession<ShellSession> open(Opening opening, Credential credential, SessionRecord session)
            throws TransportException, InterruptedException {
        var login = SshLogin.prepare(opening, credential);
        var dialled = new SshDial(opening, session.facts()).dial();
        var connection = new SshConnection(dialled.client(), SshDial.endpoint(opening));
        var opened = false;
        try {
            Deadline deadline;
            try (var watch = dialled.watch()) {
                session.facts().put("method", login.login(dialled));
                dialled.patience(opening.connectTimeout());
                deadline = watch.deadline();
            }
            var shell = FramedShell.open(opening, connection, deadline, session);
            opened = true;
            return shell;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }
}
