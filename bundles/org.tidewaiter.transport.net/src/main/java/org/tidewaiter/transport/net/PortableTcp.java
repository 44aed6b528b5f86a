package org.tidewaiter.transport.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.engine.spi.ProbeAnswer;

/**
 * TCP connections by Java's own sockets, for systems whose native ones we do not speak. Java tells RST and ICMP port-unreachable apart for
 * nobody, so both are "refused", the cause unknown; likewise host-unreachable and "administratively prohibited" are both "no-route".
 */
final class PortableTcp {
    private static final byte[] NOTHING = {};

    private PortableTcp() {
    }

    /** Connects, reads what the server says first if that is wanted, and ends the connection in order. */
    static ProbeAnswer ask(IpAddress address, int port, boolean listens, Duration timeout) throws InterruptedException {
        var started = System.nanoTime();
        try (var channel = SocketChannel.open()) {
            channel.socket().connect(new InetSocketAddress(address.toInetAddress(), port), millis(timeout));
            var roundTrip = Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
            var conversation = new Listening(channel.socket(), started + timeout.toNanos());
            var said = listens ? conversation.banner() : NOTHING;
            conversation.end();
            return new ProbeAnswer(PortState.OPEN, "syn-ack", roundTrip, said);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw interrupted(e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            return failed(e, Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000));
        }
    }

    static InterruptedException interrupted(IOException cause) {
        var interruption = new InterruptedException("the probe was cancelled");
        interruption.initCause(cause);
        return interruption;
    }

    static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** What a failure to connect means. */
    static ProbeAnswer failed(IOException failure, Duration roundTrip) {
        if (failure instanceof SocketTimeoutException) {
            return answer(PortState.NO_ANSWER, "no-answer", null);
        }
        if (failure instanceof UnknownHostException) {
            return answer(PortState.UNREACHABLE, "no-such-zone", null);
        }
        // The words are the C library's, which Java hands on in English whatever the locale of the JVM.
        var words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("refused")) {
            return answer(PortState.CLOSED, "refused", roundTrip);
        }
        if (words.contains("network is unreachable")) {
            return answer(PortState.UNREACHABLE, "net-unreachable", null);
        }
        if (failure instanceof NoRouteToHostException) {
            return answer(PortState.UNREACHABLE, "no-route", null);
        }
        if (words.contains("timed out")) {
            return answer(PortState.NO_ANSWER, "no-answer", null);
        }
        if (words.contains("reset")) {
            return answer(PortState.CLOSED, "reset", roundTrip);
        }
        return answer(PortState.UNREACHABLE,
                words.contains("permission denied") || words.contains("not permitted") ? "not-permitted" : "local-error",
                null);
    }

    private static ProbeAnswer answer(PortState state, String reason, @Nullable Duration roundTrip) {
        return new ProbeAnswer(state, reason, roundTrip, NOTHING);
    }
}
