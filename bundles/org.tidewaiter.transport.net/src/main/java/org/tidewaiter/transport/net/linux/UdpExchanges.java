package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.transport.net.linux.Datagrams.Sender;

/** UDP questions from one socket for each IP version. An answer counts only if it comes from the address and port that was asked. */
public final class UdpExchanges {
    private static final byte[] NOTHING = {};

    /**
     * What is asked.
     *
     * @param isAnswer tells whether a datagram from there answers this question; any bytes
     */
    public record Wish(IpAddress address, int port, byte[] question, Duration timeout, Predicate<byte[]> isAnswer) {
    }

    private final EventLoop loop;
    private final Map<Sender, List<Pending>> pending = new HashMap<>();
    private final Map<Integer, Optional<Datagrams>> sockets = new HashMap<>();

    UdpExchanges(EventLoop loop) {
        this.loop = loop;
    }

    /** Sends; returns at once, and the answer comes on the loop's thread. */
    public void ask(Wish wish, Consumer<ProbeAnswer> answer) {
        loop.execute(() -> new Pending(wish, answer).send());
    }

    /** The socket of an IP version, opened when it is first needed; empty when there is none. */
    private Optional<Datagrams> socket(int family) {
        return sockets.computeIfAbsent(family, _ -> {
            var descriptor = loop.libc().socket(family, Libc.SOCK_DGRAM | Libc.NON_BLOCKING, 0);
            return descriptor < 0 ? Optional.empty()
                    : Optional.of(new Datagrams(loop, descriptor, family, this::refused, this::received));
        });
    }

    private void received(Sender from, byte[] bytes) {
        for (var waiting : List.copyOf(pending.getOrDefault(from, List.of()))) {
            if (waiting.wish.isAnswer().test(bytes)) {
                waiting.settle(new ProbeAnswer(PortState.OPEN, "reply", waiting.elapsed(), bytes));
            }
        }
    }

    private void refused(IcmpError icmp) {
        if (icmp.destination() instanceof IpAddress there) {
            for (var waiting : List.copyOf(pending.getOrDefault(new Sender(there, icmp.port()), List.of()))) {
                waiting.settle(new ProbeAnswer(icmp.state(true), icmp.reason(), waiting.elapsed(), NOTHING, icmp.teller(there)));
            }
        }
    }

    private final class Pending {
        private final Wish wish;
        private final Consumer<ProbeAnswer> answer;
        private final Sender peer;
        private final long started = System.nanoTime();
        private EventLoop.@Nullable Timer deadline;

        Pending(Wish wish, Consumer<ProbeAnswer> answer) {
            this.wish = wish;
            this.answer = answer;
            peer = new Sender(wish.address().withoutZone(), wish.port());
        }

        void send() {
            var socket = socket(SocketAddress.family(wish.address()));
            try (var arena = Arena.ofConfined()) {
                var there = SocketAddress.write(wish.address(), wish.port(), arena);
                if (socket.isEmpty() || there.isEmpty()) {
                    answer.accept(Datagrams.unreachable(socket.isEmpty() ? "local-error" : "no-such-zone"));
                    return;
                }
                pending.computeIfAbsent(peer, _ -> new ArrayList<>(1)).add(this);
                deadline = loop.after(wish.timeout().toNanos(), () -> settle(ProbeAnswer.silence()));
                var error = socket.get().send(arena.allocateFrom(ValueLayout.JAVA_BYTE, wish.question()), there.get());
                if (error != 0) {
                    settle(Datagrams.unsent(error));
                }
            }
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
