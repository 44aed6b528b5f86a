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
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;

/**
 * Connects by TCP and, for a banner, listens. It never writes a byte, ends every connection in order, and leaves ports alone that frail
 * devices listen on. The operating system tells RST and ICMP port-unreachable apart for nobody who uses Java's sockets, so both are
 * "refused"; likewise host-unreachable and "administratively prohibited" are both "no-route".
 */
@Component(service = Prober.class)
public final class TcpProber implements Prober {

    private static final byte[] NOTHING = {};

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.TcpConnect || probe instanceof Probe.Banner;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        var probe = question.probe();
        var address = question.address();
        var timeout = question.timeout();
        if (FragilePorts.isFragile(probe.port())) {
            return new ProbeAnswer(PortState.NO_ANSWER, "not-asked", null, NOTHING);
        }
        var started = System.nanoTime();
        try (var channel = SocketChannel.open()) {
            channel.socket().connect(new InetSocketAddress(address.address().toInetAddress(), probe.port()), millis(timeout));
            var roundTrip = Duration.ofNanos((System.nanoTime() - started) / 1000 * 1000);
            var conversation = new Listening(channel.socket(), started + timeout.toNanos());
            var listens = probe instanceof Probe.Banner && !FragilePorts.isPrinter(probe.port());
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

    private static InterruptedException interrupted(IOException cause) {
        var interruption = new InterruptedException("the probe was cancelled");
        interruption.initCause(cause);
        return interruption;
    }

    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    private static ProbeAnswer failed(IOException failure, Duration roundTrip) {
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

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        if (!(probe instanceof Probe.Banner banner)) {
            return Optional.empty();
        }
        var text = BannerDecoder.text(bytes);
        return text.isEmpty() ? Optional.empty() : Optional.of(new Observation.BannerText(banner.port(), text, evidence));
    }
}
