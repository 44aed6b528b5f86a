package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/** UDP questions from one socket for each IP version. An answer counts only if it comes from the address and port that was asked. */
public final class UdpExchanges {
    private static final byte[] NOTHING = {};
    private static final int ROOM = 1 << 16;
    private static final int READ_AT_ONCE = 256;

    /**
     * What is asked.
     *
     * @param isAnswer tells whether a datagram from there answers this question; any bytes
     */
    public record Wish(IpAddress address, int port, byte[] question, Duration timeout, Predicate<byte[]> isAnswer) {
    }

    private record Peer(IpAddress address, int port) {
    }

    private final EventLoop loop;
    private final ErrorQueue errors;
    private final MemorySegment buffer = Arena.ofAuto().allocate(ROOM);
    private final MemorySegment sender = Arena.ofAuto().allocate(32, 8);
    private final Map<Peer, List<Pending>> pending = new HashMap<>();
    private final Map<Integer, Integer> descriptors = new HashMap<>();

    UdpExchanges(EventLoop loop) {
        this.loop = loop;
        errors = new ErrorQueue(loop.libc());
    }

    /** Sends; returns at once, and the answer comes on the loop's thread. */
    public void ask(Wish wish, Consumer<ProbeAnswer> answer) {
        loop.execute(() -> new Pending(wish, answer).send());
    }

    /** The socket of an IP version, opened when it is first needed; negative when there is none. */
    private int descriptor(int family) {
        return descriptors.computeIfAbsent(family, _ -> {
            var descriptor = loop.libc().socket(family, Libc.SOCK_DGRAM | Libc.NON_BLOCKING, 0);
            if (descriptor >= 0) {
                ErrorQueue.enable(loop.libc(), descriptor, family);
                loop.libc().set(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, 1 << 21);
                loop.watch(descriptor, EventLoop.READABLE, _ -> drain(descriptor));
            }
            return descriptor;
        });
    }

    private void drain(int descriptor) {
        for (var i = 0; i < READ_AT_ONCE; i++) {
            var icmp = errors.next(descriptor);
            if (icmp.isEmpty()) {
                break;
            }
            refused(icmp.get());
        }
        loop.libc().error(descriptor);
        for (var i = 0; i < READ_AT_ONCE; i++) {
            var count = loop.libc().receiveFrom(descriptor, buffer, sender);
            if (count < 0) {
                return;
            }
            var bytes = buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
            SocketAddress.address(sender).ifPresent(from -> received(new Peer(from, SocketAddress.port(sender)), bytes));
        }
    }

    private void received(Peer peer, byte[] bytes) {
        for (var waiting : List.copyOf(pending.getOrDefault(peer, List.of()))) {
            if (waiting.wish.isAnswer().test(bytes)) {
                waiting.settle(new ProbeAnswer(PortState.OPEN, "reply", waiting.elapsed(), bytes));
            }
        }
    }

    private void refused(IcmpError icmp) {
        if (icmp.destination() instanceof IpAddress there) {
            for (var waiting : List.copyOf(pending.getOrDefault(new Peer(there, icmp.port()), List.of()))) {
                waiting.settle(new ProbeAnswer(icmp.state(true), icmp.reason(), waiting.elapsed(), NOTHING, icmp.teller(there)));
            }
        }
    }

    private final class Pending {
        private final Wish wish;
        private final Consumer<ProbeAnswer> answer;
        private final Peer peer;
        private final long started = System.nanoTime();
        private EventLoop.@Nullable Timer deadline;

        Pending(Wish wish, Consumer<ProbeAnswer> answer) {
            this.wish = wish;
            this.answer = answer;
            peer = new Peer(wish.address().withoutZone(), wish.port());
        }

        void send() {
            var descriptor = descriptor(SocketAddress.family(wish.address()));
            try (var arena = Arena.ofConfined()) {
                var there = SocketAddress.write(wish.address(), wish.port(), arena);
                if (descriptor < 0 || there.isEmpty()) {
                    answer.accept(local(descriptor < 0 ? "local-error" : "no-such-zone"));
                    return;
                }
                pending.computeIfAbsent(peer, _ -> new ArrayList<>(1)).add(this);
                deadline = loop.after(wish.timeout().toNanos(), () -> settle(ProbeAnswer.silence()));
                var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, wish.question());
                var sent = loop.libc().send(descriptor, bytes, there.get());
                if (sent < 0) {
                    // An error that an earlier packet met is told to the next one that is sent; it is read, and this one is sent again.
                    drain(descriptor);
                    sent = loop.libc().send(descriptor, bytes, there.get());
                }
                if (sent < 0) {
                    settle(unsent((int) -sent));
                }
            }
        }

        private static ProbeAnswer unsent(int error) {
            return switch (error) {
                case Libc.ENETUNREACH -> local("net-unreachable");
                case Libc.EHOSTUNREACH -> local("no-neighbor");
                case Libc.EACCES, Libc.EPERM -> local("not-permitted");
                case Libc.ENOBUFS, Libc.EAGAIN -> new ProbeAnswer(PortState.NO_ANSWER, "no-buffers", null, NOTHING);
                default -> local("local-error");
            };
        }

        private static ProbeAnswer local(String reason) {
            return new ProbeAnswer(PortState.UNREACHABLE, reason, null, NOTHING);
        }

        Duration elapsed() {
            return Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
        }

        void settle(ProbeAnswer result) {
            var others = pending.get(peer);
            if (others == null || !others.remove(this)) {
                return;
            }
            if (others.isEmpty()) {
                pending.remove(peer);
            }
            if (deadline != null) {
                loop.cancel(deadline);
            }
            answer.accept(result);
        }
    }
}
