package org.tidewaiter.family.windows.step.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.parse.rpc.ControlledServices;
import org.tidewaiter.family.windows.step.Reading;

/** Services and their programs, where Remoting is shut. */
public final class RpcServiceStep implements RpcStep {

    private static final RpcRead SERVICES = new RpcRead("rpc-services", Subject.SERVICES);

    @Override
    public String id() {
        return "rpc-service";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Service.class, ServiceProgram.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(SERVICES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(RpcSession session, FactSink sink) throws TransportException, InterruptedException {
        var reply = session.read(SERVICES);
        Reading.stateAll(sink, reply, Service.class, Reading.listOf(ControlledServices::service),
                "the service control manager lists no service");
        Reading.stateAll(sink, reply, ServiceProgram.class, Reading.listOf(ControlledServices::program),
                "no service tells its program");
        BareRows.tell(sink, reply, ServiceProgram.class, "dwStartType", "services");
    }
}
