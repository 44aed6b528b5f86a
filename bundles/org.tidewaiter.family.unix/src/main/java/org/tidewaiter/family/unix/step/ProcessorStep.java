package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Processor;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Processors;

/** Processor packages, their microcode and known weaknesses. */
public final class ProcessorStep implements AuditStep<ShellSession> {

    private static final ShellCommand CPUINFO = ShellCommand.of("processor-table", "cat /proc/cpuinfo");

    private static final ShellCommand SPEED = ShellCommand.of("processor-extras",
            "printf 'machine='; uname -m; f=/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq; [ -r $f ] && { printf 'khz='; cat $f; }; "
                    + "cd /sys/devices/system/cpu/vulnerabilities 2>/dev/null && for f in *; do v=; read -r v <\"$f\"; printf 'weakness=%s: %s\\n' \"$f\" \"$v\"; done");

    @Override
    public String id() {
        return "processor";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Processor.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(CPUINFO, SPEED);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var table = shell.run(CPUINFO);
        if (sink.missing(Processor.class, table)) {
            return;
        }
        for (var processor : Processors.parse(table.out(), shell.run(SPEED).out())) {
            sink.fact(processor.row(), table.at(processor.line()));
        }
    }
}
