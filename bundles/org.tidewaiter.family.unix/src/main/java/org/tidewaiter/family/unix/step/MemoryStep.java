package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.MemoryModule;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.MemoryDevices;

/** Memory modules, from SMBIOS type 17. */
public final class MemoryStep implements AuditStep<ShellSession> {

    private static final ShellCommand MODULES = ShellCommand.root("memory-devices", "dmidecode -t 17");

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(MemoryModule.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(MODULES);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var devices = shell.run(MODULES);
        if (sink.missing(MemoryModule.class, devices)) {
            return;
        }
        var modules = MemoryDevices.parse(devices.out());
        for (var module : modules) {
            sink.fact(module.row(), devices.at(module.line()));
        }
        if (modules.isEmpty()) {
            sink.gap(MemoryModule.class, GapReason.NOT_PRESENT, "the firmware lists no memory module (usual in virtual machines)",
                    devices.evidence());
        }
    }
}
