package org.tidewaiter.transport.net;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.transport.net.linux.TcpConnections;

/**
 * Connects by TCP and, for a banner, listens. It never writes a byte, ends every connection in order, and leaves ports alone that frail
 * devices listen on.
 */
@Component(service = Prober.class)
public final class TcpProber implements SweepProber {
    private final SharedNetwork network;

    /** A prober on a network. */
    @Activate
    public TcpProber(@Reference SharedNetwork network) {
        this.network = network;
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.TcpConnect || probe instanceof Probe.Banner;
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        var port = question.probe().port();
        if (FragilePorts.isFragile(port)) {
            answer.accept(new ProbeAnswer(PortState.NO_ANSWER, "not-asked", null, new byte[0]));
            return;
        }
        var listens = question.probe() instanceof Probe.Banner && !FragilePorts.isPrinter(port);
        var linux = network.linux();
        var address = question.address().address();
        if (linux.isPresent()) {
            Predicate<byte[]> enough = listens ? TcpProber::isIdentified : null;
            linux.get().tcp().ask(new TcpConnections.Wish(address, port, question.timeout(), enough), answer);
        } else {
            Portable.ask(() -> PortableTcp.ask(address, port, listens, question.timeout()), answer);
        }
    }

    /** An SSH server has said all once its identification string has ended; others are listened to until they pause. */
    static boolean isIdentified(byte[] said) {
        var text = new String(said, StandardCharsets.ISO_8859_1);
        return text.endsWith("\n") && text.lines().anyMatch(l -> l.startsWith("SSH-"));
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
