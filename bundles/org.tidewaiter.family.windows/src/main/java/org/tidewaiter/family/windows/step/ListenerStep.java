package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Listeners;

/** Ports that accept connections or datagrams, with their process and its services. */
public final class ListenerStep implements RemotingStep {

    /** State 2 is listening (MSFT_NetTCPConnection). */
    private static final CimQuery TCP = CimQuery
            .of("tcp-listeners", "MSFT_NetTCPConnection", "LocalAddress", "LocalPort", "OwningProcess", "State")
            .in("root/StandardCimv2").where("State=2");
    private static final CimQuery UDP = CimQuery
            .of("udp-endpoints", "MSFT_NetUDPEndpoint", "LocalAddress", "LocalPort", "OwningProcess")
            .in("root/StandardCimv2");

    @Override
    public String id() {
        return "listener";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(ListeningPort.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(TCP, UDP, Requests.PROCESSES, Requests.SERVICES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(110);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var tcp = session.query(TCP);
        var udp = session.query(UDP);
        var processes = session.query(Requests.PROCESSES);
        var services = session.query(Requests.SERVICES);
        var names = Listeners.processes(processes.rows());
        var byProcess = Listeners.services(services.rows());
        var found = Reading.state(sink, tcp, ListeningPort.class, r -> Listeners.listener(r, Protocol.TCP, names, byProcess))
                + Reading.state(sink, udp, ListeningPort.class, r -> Listeners.listener(r, Protocol.UDP, names, byProcess));
        Reading.settle(sink, tcp, ListeningPort.class, found > 0 || udp.shortfall() != null, "nothing listens on TCP or UDP");
        if (found > 0) {
            sink.missing(ListeningPort.class, processes);
            sink.missing(ListeningPort.class, services);
        }
    }
}
