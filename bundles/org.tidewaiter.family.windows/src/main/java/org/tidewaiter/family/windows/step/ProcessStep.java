package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.RunningProcess;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.parse.Listeners;

/** Processes and whose they are, without their arguments. */
public final class ProcessStep implements RemotingStep {

    /** Needs an administrator, and PowerShell 4: others get an error and the owners are a gap. */
    private static final PowerShellScript OWNERS = PowerShellScript
            .of("process-owners", "Get-Process -IncludeUserName | Select-Object 'Id', 'UserName'").within(Duration.ofSeconds(30));

    @Override
    public String id() {
        return "process";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(RunningProcess.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Requests.PROCESSES, OWNERS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(70);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var owners = session.run(OWNERS);
        var users = Listeners.owners(owners.rows());
        new Reading<>(Requests.PROCESSES, RunningProcess.class, "WMI lists no process", r -> Listeners.process(r, users)).state(
                session,
                sink);
        sink.missing(RunningProcess.class, owners);
    }
}
