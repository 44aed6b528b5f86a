package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.AssignedAddress;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.NetworkInterface;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.Addresses;
import org.tidewaiter.family.unix.parse.Interfaces;
import org.tidewaiter.family.unix.parse.Routes;

/** Interfaces, their addresses, and routes. */
public final class NetworkStep implements AuditStep<ShellSession> {

    /** One line an interface, from sysfs: the same on every Linux, with or without iproute2. The shell reads, so that hardly a process starts. */
    private static final ShellCommand INTERFACES = ShellCommand.of("network-interfaces",
            "cd /sys/class/net && for i in *; do [ -e $i/ifindex ] || continue; printf 'name=%s' \"$i\"; "
                    + "for f in ifindex type address mtu operstate speed duplex ifalias; do v=; { read -r v <$i/$f; } 2>/dev/null; printf '\\t%s=%s' $f \"$v\"; done; "
                    + "v=; while read -r l; do case $l in DEVTYPE=*) v=${l#*=} ;; esac; done <$i/uevent; printf '\\tdevtype=%s' \"$v\"; "
                    + "for f in master device/driver; do v=; [ -e $i/$f ] && v=$(readlink $i/$f); printf '\\t%s=%s' $f \"${v##*/}\"; done; echo; done");

    private static final ShellCommand ADDRESSES = ShellCommand.of("ip-addresses", "ip -o addr show");

    private static final ShellCommand ROUTES = ShellCommand.of("ip-routes", "ip -4 -o route show table all");

    private static final ShellCommand ROUTES6 = ShellCommand.of("ipv6-routes", "ip -6 -o route show table all");

    @Override
    public String id() {
        return "network";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(NetworkInterface.class, AssignedAddress.class, Route.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(INTERFACES, ADDRESSES, ROUTES, ROUTES6);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var interfaces = shell.run(INTERFACES);
        if (!sink.missing(NetworkInterface.class, interfaces)) {
            for (var row : Interfaces.parse(interfaces.out())) {
                sink.fact(row.row(), interfaces.at(row.line()));
            }
        }
        var addresses = shell.run(ADDRESSES);
        if (!sink.missing(AssignedAddress.class, addresses)) {
            for (var row : Addresses.parse(addresses.out())) {
                sink.fact(row.row(), addresses.at(row.line()));
            }
        }
        if (routes(shell, sink, ROUTES, false) + routes(shell, sink, ROUTES6, true) == 0) {
            sink.gap(Route.class, GapReason.NOT_PRESENT, "the routing tables are empty", shell.run(ROUTES).evidence());
        }
    }

    /** States a routing table's rows; returns how many statements that were. */
    private static int routes(ShellSession shell, FactSink sink, ShellCommand command, boolean ipv6)
            throws TransportException, InterruptedException {
        var reply = shell.run(command);
        if (sink.missing(Route.class, reply)) {
            return 1;
        }
        var rows = Routes.parse(reply.out(), ipv6);
        for (var row : rows) {
            sink.fact(row.row(), reply.at(row.line()));
        }
        return rows.size();
    }
}
