package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.InstalledAgent;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Agents;

/** Programs by which others steer, watch, back up or protect the computer; told by services and processes, which other steps ask for, too. */
public final class AgentStep implements RemotingStep {

    @Override
    public String id() {
        return "agent";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(InstalledAgent.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Requests.SERVICES, Requests.PROCESSES);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(70);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var services = session.query(Requests.SERVICES);
        var processes = session.query(Requests.PROCESSES);
        var found = new HashSet<String>();
        for (var row : services.rows()) {
            Agents.service(row).filter(a -> found.add(a.product())).ifPresent(a -> sink.fact(a, services.at(row)));
        }
        for (var row : processes.rows()) {
            Agents.process(row).filter(a -> found.add(a.product())).ifPresent(a -> sink.fact(a, processes.at(row)));
        }
        sink.missing(InstalledAgent.class, services);
        sink.missing(InstalledAgent.class, processes);
        Reading.settle(sink, services, InstalledAgent.class, !found.isEmpty() || isShort(processes),
                "none of the programs that are known here");
    }

    private static boolean isShort(CimReply reply) {
        return reply.shortfall() != null;
    }
}
