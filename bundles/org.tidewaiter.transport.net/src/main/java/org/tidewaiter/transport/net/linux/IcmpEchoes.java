package org.tidewaiter.transport.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/**
 * ICMP echo (RFC 792) and ICMPv6 echo (RFC 4443 section 4): by a datagram socket where the system allows every user one
 * ({@code net.ipv4.ping_group_range}), else by a raw socket, which needs CAP_NET_RAW.
 */
public final class IcmpEchoes {
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int SOL_RAW = 255;
    private static final int ICMP_FILTER = 1;
    private static final int ICMP6_FILTER = 1;
    private static final int REQUEST_4 = 8;
    private static final int REPLY_4 = 0;
    private static final int REQUEST_6 = 128;
    private static final int REPLY_6 = 129;
    private static final byte[] NOTHING = {};

    /** How echo requests can be sent. */
    public enum Means {
        DATAGRAM, RAW, NONE
    }

    private record Port(@Nullable Datagrams socket, Means means) {
    }

    private record Token(IpAddress address, int sequence, long cookie) {
    }

    private record Waiting(long started, EventLoop.Timer deadline, Consumer<ProbeAnswer> answer) {
    }

    private final EventLoop loop;
    private final int identifier = new SecureRandom().nextInt(1 << 16);
    private final long cookie = new SecureRandom().nextLong();
    private final Map<Integer, Port> ports = new HashMap<>();
    private final Map<Token, Waiting> waiting = new HashMap<>();
    private int sequence;

    IcmpEchoes(EventLoop loop) {
        this.loop = loop;
    }

    /** Tries, on the calling thread, how requests of this IP version can be sent. */
    public static Means means(int version) {
        var libc = new Libc();
        for (var means : new Means[] { Means.DATAGRAM, Means.RAW }) {
            var descriptor = open(libc, version, means);
            if (descriptor >= 0) {
                libc.close(descriptor);
                return means;
            }
        }
        return Means.NONE;
    }

    private static int open(Libc libc, int version, Means means) {
        return libc.socket(version == 4 ? Libc.AF_INET : Libc.AF_INET6,
                (means == Means.DATAGRAM ? Libc.SOCK_DGRAM : Libc.SOCK_RAW) | Libc.NON_BLOCKING,
                version == 4 ? IPPROTO_ICMP : IPPROTO_ICMPV6);
    }

    /** Sends an echo request; returns at once, and the answer comes on the loop's thread. */
    public void ask(IpAddress address, Duration timeout, Consumer<ProbeAnswer> answer) {
        loop.execute(() -> send(address, timeout, answer));
    }

    private Port port(int version) {
        return ports.computeIfAbsent(version, _ -> {
            for (var means : new Means[] { Means.DATAGRAM, Means.RAW }) {
                var descriptor = open(loop.libc(), version, means);
                if (descriptor >= 0) {
                    return new Port(prepare(descriptor, version, means), means);
                }
            }
            return new Port(null, Means.NONE);
        });
    }

    private Datagrams prepare(int descriptor, int version, Means means) {
        if (means == Means.RAW) {
            // A raw socket sees every ICMP packet that reaches this machine: only echo replies are wanted.
            if (version == 4) {
                loop.libc().set(descriptor, SOL_RAW, ICMP_FILTER, ~(1 << REPLY_4));
            } else {
                var filter = Arena.ofAuto().allocate(32, 4).fill((byte) 0xff);
                filter.set(ValueLayout.JAVA_INT, REPLY_6 / 32 * 4L, ~(1 << REPLY_6 % 32));
                loop.libc().set(descriptor, IPPROTO_ICMPV6, ICMP6_FILTER, filter);
            }
        }
        return new Datagrams(loop, descriptor, version == 4 ? Libc.AF_INET : Libc.AF_INET6, this::refused,
                (from, bytes) -> received(from.address(), bytes, version, means));
    }

    private void send(IpAddress address, Duration timeout, Consumer<ProbeAnswer> answer) {
        var socket = port(address.version()).socket();
        sequence = sequence + 1 & 0xffff;
        var token = new Token(address.withoutZone(), sequence, cookie);
        try (var arena = Arena.ofConfined()) {
            var there = SocketAddress.write(address, 0, arena);
            if (socket == null || there.isEmpty()) {
                answer.accept(socket == null ? new ProbeAnswer(PortState.NO_ANSWER, "not-asked", null, NOTHING)
                        : Datagrams.unreachable("no-such-zone"));
                return;
            }
            var deadline = loop.after(timeout.toNanos(), () -> settle(token, ProbeAnswer.silence()));
            var replaced = waiting.put(token, new Waiting(System.nanoTime(), deadline, answer));
            if (replaced != null) {
                loop.cancel(replaced.deadline());
                replaced.answer().accept(ProbeAnswer.silence());
            }
            var error = socket.send(arena.allocateFrom(ValueLayout.JAVA_BYTE, request(address.version())), there.get());
            if (error != 0) {
                settle(token, Datagrams.unsent(error));
            }
        }
    }

    /** The kernel fills in the checksum of ICMPv6 and, for datagram sockets, identifier and checksum of ICMP. */
    private byte[] request(int version) {
        var packet = ByteBuffer.allocate(40).put((byte) (version == 4 ? REQUEST_4 : REQUEST_6)).put((byte) 0).putShort((short) 0)
                .putShort((short) identifier).putShort((short) sequence).putLong(cookie);
        if (version == 4) {
            packet.putShort(2, checksum(packet.array()));
        }
        return packet.array();
    }

    private static short checksum(byte[] bytes) {
        var words = ByteBuffer.wrap(bytes);
        var sum = 0;
        while (words.remaining() > 1) {
            sum += Short.toUnsignedInt(words.getShort());
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    private void received(IpAddress from, byte[] bytes, int version, Means means) {
        // An IPv4 raw socket hands the IP header over.
        var at = version == 4 && means == Means.RAW && bytes.length > 0 ? (bytes[0] & 15) * 4 : 0;
        if (bytes.length < at + 16) {
            return;
        }
        var packet = ByteBuffer.wrap(bytes, at, bytes.length - at);
        var type = Byte.toUnsignedInt(packet.get());
        packet.get();
        packet.getShort();
        var id = Short.toUnsignedInt(packet.getShort());
        var number = Short.toUnsignedInt(packet.getShort());
        if (type == (version == 4 ? REPLY_4 : REPLY_6) && (means == Means.DATAGRAM || id == identifier)) {
            var token = new Token(from, number, packet.getLong());
            var found = waiting.get(token);
            if (found != null) {
                settle(token, new ProbeAnswer(PortState.OPEN, "echo-reply",
                        Duration.ofNanos((System.nanoTime() - found.started()) / 1000 * 1000), NOTHING));
            }
        }
    }

    /** Which of several requests to one address met the error is not told, so that all of them did: there is one at a time. */
    private void refused(IcmpError icmp) {
        if (icmp.destination() instanceof IpAddress there) {
            var state = icmp.state(true) == PortState.CLOSED ? PortState.FILTERED : icmp.state(true);
            for (var token : waiting.keySet().stream().filter(t -> t.address().equals(there)).toList()) {
                settle(token, new ProbeAnswer(state, icmp.reason(), null, NOTHING, icmp.teller(there)));
            }
        }
    }

    private void settle(Token token, ProbeAnswer result) {
        var found = waiting.remove(token);
        if (found != null) {
            loop.cancel(found.deadline());
            found.answer().accept(result);
        }
    }
}
