package org.tidewaiter.transport.smb;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Transport;

/** The shared files of a domain controller, over SMB 2 and 3. */
@Component(service = Transport.class)
public final class SmbFileTransport implements Transport<FileShareSession> {

    @Override
    public String id() {
        return "smb-files";
    }

    @Override
    public Class<FileShareSession> sessionType() {
        return FileShareSession.class;
    }

    @Override
    public Party party() {
        return Party.DOMAIN_CONTROLLER;
    }

    @Override
    public int port() {
        return 445;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.PASSWORD);
    }

    @Override
    public LiveSession<FileShareSession> open(Opening opening) throws TransportException, InterruptedException {
        return SmbEntrance.open(opening, id(), (login, _) -> new LiveFileShare(opening, login));
    }
}
