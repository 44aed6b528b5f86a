package org.tidewaiter.transport.smb;

import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.Transport;

/** RPC over the named pipes of SMB 2 and 3. */
@Component(service = Transport.class)
public final class SmbTransport implements Transport<RpcSession> {

    @Override
    public String id() {
        return "smb";
    }

    @Override
    public Class<RpcSession> sessionType() {
        return RpcSession.class;
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
    public LiveSession<RpcSession> open(Opening opening) throws TransportException, InterruptedException {
        return SmbEntrance.open(opening, id(), (login, facts) -> {
            var live = new LiveRpc(opening, login);
            live.machineGuid().ifPresent(guid -> facts.put("machine-guid", guid));
            return live;
        });
    }
}
