package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Located;
import org.tidewaiter.family.unix.parse.Sockets;

/** Ports that accept connections or datagrams, and whose they are. */
public final class ListenerStep implements AuditStep<ShellSession> {

    /** With root's rights every socket's process is shown. */
    private static final ShellCommand ALL_OWNERS = ShellCommand.root("sockets-with-owners", "ss -H -t -u -l -n -p -e");

    private static final ShellCommand OWN = ShellCommand.of("sockets", "ss -H -t -u -l -n -p -e");

    /** Where there is no ss, the kernel's own tables; they know the account, not the process. */
    private static final ShellCommand KERNEL = ShellCommand.of("kernel-sockets",
            "for f in tcp tcp6 udp udp6; do [ -r /proc/net/$f ] && sed \"s/^/$f /\" /proc/net/$f; done");

    @Override
    public String id() {
        return "listener";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(ListeningPort.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(ALL_OWNERS, OWN, KERNEL);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var all = shell.run(ALL_OWNERS);
        var denied = all.shortfall();
        if (denied == null && Sockets.isTable(all)) {
            state(sink, all, Sockets.parse(all.out()));
            return;
        }
        var own = shell.run(OWN);
        if (own.shortfall() == null && Sockets.isTable(own)) {
            state(sink, own, Sockets.parse(own.out()));
            if (denied != null && denied.reason() == GapReason.DENIED) {
                sink.gap(ListeningPort.class, denied.reason(), "processes of other accounts: " + denied.detail(), all.evidence());
            }
            return;
        }
        var kernel = shell.run(KERNEL);
        if (!sink.missing(ListeningPort.class, kernel)) {
            state(sink, kernel, Sockets.parseKernel(kernel.out()));
            sink.gap(ListeningPort.class, GapReason.NOT_REPORTED, "the owning processes: ss is not installed here",
                    own.evidence());
        }
    }

    private static void state(FactSink sink, ShellReply reply, List<Located<ListeningPort>> listeners) {
        for (var listener : listeners) {
            sink.fact(listener.row(), reply.at(listener.line()));
        }
        if (listeners.isEmpty()) {
            sink.gap(ListeningPort.class, GapReason.NOT_PRESENT, "nothing listens on TCP or UDP", reply.evidence());
        }
    }
}
