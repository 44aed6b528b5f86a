package org.tidewaiter.transport.smb;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.session.RegistrySession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionRecord;
import org.tidewaiter.engine.spi.Transport;

/** Registry sessions over SMB 2 and 3. */
@Component(service = Transport.class)
public final class SmbTransport implements Transport<RegistrySession> {

    private static final String MACHINE_GUID = "SOFTWARE\\Microsoft\\Cryptography";

    @Override
    public String id() {
        return "smb";
    }

    @Override
    public Class<RegistrySession> sessionType() {
        return RegistrySession.class;
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
    public LiveSession<RegistrySession> open(Opening opening) throws TransportException, InterruptedException {
        var session = new SessionRecord(opening.log(), id(), "smb " + opening.target() + ":" + opening.port());
        try {
            var credential = opening.credential();
            if (credential != null) {
                session.facts().put("credential", credential.name());
            }
            var login = SmbChangeTransport.login(opening);
            var opened = false;
            try {
                session.facts().put("encrypted", String.valueOf(login.isEncrypted()));
                var registry = Registry.open(login);
                registry.value(MACHINE_GUID, "MachineGuid").flatMap(RegistryValue::text)
                        .ifPresent(guid -> session.facts().put("machine-guid", guid));
                session.succeeded();
                opened = true;
                return new LiveRegistry(opening, login, registry);
            } finally {
                if (!opened) {
                    login.close();
                }
            }
        } catch (TransportException e) {
            session.failed(e);
            throw e;
        }
    }
}
