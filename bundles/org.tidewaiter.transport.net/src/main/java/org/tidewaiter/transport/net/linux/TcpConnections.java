package org.tidewaiter.transport.net.linux;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/**
 * TCP connections that only listen: opened, maybe read until the server has said its first words, and ended in order, FIN for FIN. The answer
 * is given as soon as it is known; the ending goes on behind it.
 */
public final class TcpConnections {
    private static final byte[] NOTHING = {};
    // A server that is slow to answer is slow to speak; who was asked to connect within a second may take two to introduce himself.
    private static final long LISTENING_NANOS = 2_000_000_000L;
    private static final long ENDING_NANOS = 250_000_000;
    // A line may be followed by another one: RFC 4253 section 4.2 allows lines before the identification string.
    private static final long NEXT_LINE_NANOS = 300_000_000;
    private static final int DRAINED_AT_MOST = 1 << 16;
    private static final int LONGEST = 1024;

    /**
     * What is asked.
     *
     * @param enough tells from what has been read whether the server has said all that is wanted; absent when nothing is to be read
     */
    public record Wish(IpAddress address, int port, Duration timeout, @Nullable Predicate<byte[]> enough) {
    }

    private final EventLoop loop;
    private final ErrorQueue errors;
    private final MemorySegment buffer = Arena.ofAuto().allocate(1 << 12);

    TcpConnections(EventLoop loop) {
        this.loop = loop;
        errors = new ErrorQueue(loop.libc());
    }

    /** Connects; returns at once, and the answer comes on the loop's thread. */
    public void ask(Wish wish, Consumer<ProbeAnswer> answer) {
        loop.execute(() -> new Connection(wish, answer).open());
    }

    private final class Connection {
        private final Wish wish;
        private final Consumer<ProbeAnswer> answer;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream(0);
        private int descriptor = -1;
        private long started;
        private @Nullable Duration roundTrip;
        private EventLoop.@Nullable Timer deadline;
        private EventLoop.@Nullable Timer nextLine;
        private boolean answered;
        private int drained;

        Connection(Wish wish, Consumer<ProbeAnswer> answer) {
            this.wish = wish;
            this.answer = answer;
        }

        void open() {
            var libc = loop.libc();
            var family = SocketAddress.family(wish.address());
            descriptor = libc.socket(family, Libc.SOCK_STREAM | Libc.NON_BLOCKING, 0);
            if (descriptor < 0) {
                answer.accept(
                        failure(PortState.NO_ANSWER, descriptor == -Libc.EMFILE || descriptor == -Libc.ENFILE ? "no-descriptor"
                                : "local-error"));
                return;
            }
            ErrorQueue.enable(libc, descriptor, family);
            int result;
            started = System.nanoTime();
            try (var arena = Arena.ofConfined()) {
                var peer = SocketAddress.write(wish.address(), wish.port(), arena);
                if (peer.isEmpty()) {
                    libc.close(descriptor);
                    answer.accept(failure(PortState.UNREACHABLE, "no-such-zone"));
                    return;
                }
                result = libc.connect(descriptor, peer.get());
            }
            loop.watch(descriptor, EventLoop.WRITABLE, this::connecting);
            deadline = loop.after(wish.timeout().toNanos(), this::timeOut);
            if (result == 0) {
                connected();
            } else if (result != -Libc.EINPROGRESS) {
                refused(-result);
            }
        }

        private void connecting(int events) {
            var error = loop.libc().error(descriptor);
            if (error == 0) {
                connected();
            } else {
                refused(error);
            }
        }

        private void connected() {
            roundTrip = since(started);
            if (wish.enough() == null) {
                opened();
                end();
            } else {
                loop.rewatch(descriptor, EventLoop.READABLE);
                loop.handle(descriptor, this::listening);
                if (deadline != null) {
                    loop.cancel(deadline);
                }
                deadline = loop.after(Math.max(LISTENING_NANOS, wish.timeout().toNanos()), this::heard);
            }
        }

        private void opened() {
            settle(new ProbeAnswer(PortState.OPEN, "syn-ack", roundTrip, said.size() == 0 ? NOTHING : said.toByteArray()));
        }

        private void settle(ProbeAnswer result) {
            if (!answered) {
                answered = true;
                if (deadline != null) {
                    loop.cancel(deadline);
                }
                if (nextLine != null) {
                    loop.cancel(nextLine);
                }
                answer.accept(result);
            }
        }

        private void listening(int events) {
            var enough = wish.enough();
            for (var count = read(); count != 0; count = read()) {
                if (count < 0 || enough == null || said.size() >= LONGEST || enough.test(said.toByteArray())) {
                    heard();
                    return;
                }
                if (nextLine != null) {
                    loop.cancel(nextLine);
                }
                nextLine = endsLine() ? loop.after(NEXT_LINE_NANOS, this::heard) : null;
            }
        }

        private boolean endsLine() {
            var bytes = said.toByteArray();
            return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        }

        private void heard() {
            opened();
            end();
        }

        /** Bytes read; 0 when there are none now, -1 when there will be none. */
        private int read() {
            var count = loop.libc().receive(descriptor, buffer.asSlice(0, Math.max(1, LONGEST - said.size())));
            if (count == -Libc.EAGAIN) {
                return 0;
            }
            if (count <= 0) {
                return -1;
            }
            said.writeBytes(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
            return (int) count;
        }

        private void refused(int error) {
            var icmp = errors.next(descriptor);
            settle(icmp.isPresent() ? prohibited(icmp.get()) : failed(error));
            loop.release(descriptor);
        }

        private ProbeAnswer prohibited(IcmpError icmp) {
            return new ProbeAnswer(icmp.state(false), icmp.reason(), since(started), NOTHING, icmp.teller(wish.address()));
        }

        private ProbeAnswer failed(int error) {
            return switch (error) {
                case Libc.ECONNREFUSED -> new ProbeAnswer(PortState.CLOSED, "rst", since(started), NOTHING);
                case Libc.ECONNRESET -> new ProbeAnswer(PortState.CLOSED, "reset", since(started), NOTHING);
                case Libc.ETIMEDOUT -> ProbeAnswer.silence();
                // Nobody on the link resolved the address: the kernel itself says so, without an ICMP error.
                case Libc.EHOSTUNREACH -> failure(PortState.UNREACHABLE, "no-neighbor");
                case Libc.ENETUNREACH -> failure(PortState.UNREACHABLE, "net-unreachable");
                case Libc.EACCES, Libc.EPERM -> failure(PortState.UNREACHABLE, "not-permitted");
                case Libc.ENOBUFS, Libc.EAGAIN -> failure(PortState.NO_ANSWER, "no-buffers");
                default -> failure(PortState.UNREACHABLE, "local-error");
            };
        }

        private void timeOut() {
            settle(ProbeAnswer.silence());
            loop.release(descriptor);
        }

        /** Sends FIN and lets the server do the same: closing with unread bytes would send RST. */
        private void end() {
            if (loop.libc().shutdown(descriptor, Libc.SHUT_WR) < 0) {
                loop.release(descriptor);
                return;
            }
            loop.rewatch(descriptor, EventLoop.READABLE);
            var patience = loop.after(ENDING_NANOS, () -> loop.release(descriptor));
            loop.handle(descriptor, _ -> drain(patience));
        }

        private void drain(EventLoop.Timer patience) {
            while (drained < DRAINED_AT_MOST) {
                var count = loop.libc().receive(descriptor, buffer);
                if (count == -Libc.EAGAIN) {
                    return;
                }
                if (count <= 0) {
                    break;
                }
                drained += (int) count;
            }
            loop.cancel(patience);
            loop.release(descriptor);
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
    }

    private static ProbeAnswer failure(PortState state, String reason) {
        return new ProbeAnswer(state, reason, null, NOTHING);
    }
}
