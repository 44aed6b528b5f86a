package org.tidewaiter.family.windows.step.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.SharedFolder;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.SharePermission;
import org.tidewaiter.family.windows.data.SmbConnection;
import org.tidewaiter.family.windows.parse.rpc.ServerShares;
import org.tidewaiter.family.windows.step.Reading;

/** Shared folders, who may use them, and who does, where Remoting is shut. */
public final class RpcShareStep implements RpcStep {

    private static final RpcRead SHARES = new RpcRead("rpc-shares", Subject.SHARES);
    private static final RpcRead SESSIONS = new RpcRead("rpc-sessions", Subject.SESSIONS);

    @Override
    public String id() {
        return "rpc-share";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(SharedFolder.class, SharePermission.class, SmbConnection.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SHARES, SESSIONS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(RpcSession session, FactSink sink) throws TransportException, InterruptedException {
        var shares = session.read(SHARES);
        Reading.stateAll(sink, shares, SharedFolder.class, Reading.listOf(ServerShares::share), "nothing is shared");
        Reading.stateAll(sink, shares, SharePermission.class, ServerShares::permissions, "no share tells who may use it");
        Reading.stateAll(sink, session.read(SESSIONS), SmbConnection.class, Reading.listOf(ServerShares::connection),
                "nobody uses a share");
    }
}
