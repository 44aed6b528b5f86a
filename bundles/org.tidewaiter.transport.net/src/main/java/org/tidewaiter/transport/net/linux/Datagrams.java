package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/** A socket for datagrams on the event loop, with its queue of ICMP errors. */
final class Datagrams {
    private static final int RECEIVE_BUFFER = 1 << 21;
    private static final int ROOM = 1 << 16;
    private static final int READ_AT_ONCE = 256;
    private static final byte[] NOTHING = {};

    /**
     * What came, and from where.
     *
     * @param port 0 for ICMP
     */
    record Sender(IpAddress address, int port) {
    }

    private final EventLoop loop;
    private final int descriptor;
    private final ErrorQueue errors;
    private final Consumer<IcmpError> onError;
    private final BiConsumer<Sender, byte[]> onDatagram;
    private final MemorySegment buffer = Arena.ofAuto().allocate(ROOM);
    private final MemorySegment sender = Arena.ofAuto().allocate(32, 8);

    /** Takes over an open socket and waits for what comes. */
    Datagrams(EventLoop loop, int descriptor, int family, Consumer<IcmpError> onError, BiConsumer<Sender, byte[]> onDatagram) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.onError = onError;
        this.onDatagram = onDatagram;
        errors = new ErrorQueue(loop.libc());
        ErrorQueue.enable(loop.libc(), descriptor, family);
        loop.libc().set(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, RECEIVE_BUFFER);
        loop.watch(descriptor, EventLoop.READABLE, _ -> drain());
    }

    /** Sends. Returns 0, or the number of the error. */
    int send(MemorySegment bytes, MemorySegment address) {
        var sent = loop.libc().send(descriptor, bytes, address);
        if (sent < 0) {
            // An error that an earlier packet met is told to the next one that is sent; it is read, and this one is sent again.
            drain();
            sent = loop.libc().send(descriptor, bytes, address);
        }
        return sent < 0 ? (int) -sent : 0;
    }

    private void drain() {
        for (var i = 0; i < READ_AT_ONCE; i++) {
            var icmp = errors.next(descriptor);
            if (icmp.isEmpty()) {
                break;
            }
            onError.accept(icmp.get());
        }
        loop.libc().error(descriptor);
        for (var i = 0; i < READ_AT_ONCE; i++) {
            var count = loop.libc().receiveFrom(descriptor, buffer, sender);
            if (count < 0) {
                return;
            }
            var bytes = buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
            SocketAddress.address(sender)
                    .ifPresent(from -> onDatagram.accept(new Sender(from, SocketAddress.port(sender)), bytes));
        }
    }

    /** What it means that a packet could not be sent. */
    static ProbeAnswer unsent(int error) {
        return switch (error) {
            case Libc.ENOBUFS, Libc.EAGAIN -> new ProbeAnswer(PortState.NO_ANSWER, "no-buffers", null, NOTHING);
            case Libc.ENETUNREACH -> unreachable("net-unreachable");
            case Libc.EHOSTUNREACH -> unreachable("no-neighbor");
            case Libc.EACCES, Libc.EPERM -> unreachable("not-permitted");
            default -> unreachable("local-error");
        };
    }

    /** This machine itself cannot send there. */
    static ProbeAnswer unreachable(String reason) {
        return new ProbeAnswer(PortState.UNREACHABLE, reason, null, NOTHING);
    }
}
