package org.tidewaiter.transport.smb;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.ChangeSession;
import org.tidewaiter.engine.spi.ChangeTransport;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Opening;

/** Change sessions over SMB 2 and 3. */
@Component(service = ChangeTransport.class)
public final class SmbChangeTransport implements ChangeTransport {

    @Override
    public String id() {
        return "smb";
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
    public boolean supports(Change change) {
        return switch (change) {
            case Change.RegistryKey _ -> true;
            case Change.RegistryValue _ -> true;
            case Change.ServiceStart _ -> true;
            case Change.ServiceState _ -> true;
        };
    }

    @Override
    public ChangeSession open(Opening opening) throws TransportException, InterruptedException {
        var login = login(opening);
        return new SmbChanges(login, login::close);
    }

    /** Logs in once, within the lock-out guard. */
    static SmbLogin login(Opening opening) throws TransportException, InterruptedException {
        var address = opening.address();
        var credential = opening.credential();
        if (address == null || credential == null) {
            throw new TransportException(Failure.WITHHELD,
                    opening.target() + ": SMB needs a login; add one with `tidewaiter credentials add`");
        }
        var login = new SmbLogin[1];
        opening.logins().login(credential,
                () -> login[0] = SmbLogin.open(address, opening.port(), credential, opening.loginTimeout()));
        return login[0];
    }
}
