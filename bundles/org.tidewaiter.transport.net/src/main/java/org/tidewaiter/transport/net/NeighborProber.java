package org.tidewaiter.transport.net;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.engine.spi.Links.Neighbor;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SweepProber;

/** Looks into this machine's neighbour table. A host that answers nothing but ARP is seen here alone. */
@Component(service = Prober.class)
public final class NeighborProber implements SweepProber {
    /** An entry that nobody confirmed for longer than this proves nothing about now. */
    private static final long FRESH_SECONDS = 30;
    private static final String REMEMBERED = " remembered";

    private final Links links;

    /** A prober that looks there. */
    @Activate
    public NeighborProber(@Reference Links links) {
        this.links = links;
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.Neighbor;
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        answer.accept(answer(links.neighbors().get(question.address().address().withoutZone())));
    }

    private static ProbeAnswer answer(@Nullable Neighbor neighbor) {
        if (neighbor == null) {
            return new ProbeAnswer(PortState.NO_ANSWER, "no-entry", null, new byte[0]);
        }
        if (!(neighbor.mac() instanceof MacAddress mac)) {
            return new ProbeAnswer(PortState.NO_ANSWER, "no-neighbor", null, new byte[0]);
        }
        return switch (neighbor.state()) {
            case RESOLVED -> answer(PortState.OPEN, "resolved", mac.toString());
            case STALE -> neighbor.confirmedSeconds() <= FRESH_SECONDS
                    ? answer(PortState.OPEN, "confirmed-" + neighbor.confirmedSeconds() + "-s-ago", mac.toString())
                    : answer(PortState.NO_ANSWER, "stale", mac + REMEMBERED);
            case UNRESOLVED, FAILED -> answer(PortState.NO_ANSWER, "no-neighbor", mac + REMEMBERED);
        };
    }

    private static ProbeAnswer answer(PortState state, String reason, String mac) {
        return new ProbeAnswer(state, reason, null, mac.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        var text = new String(bytes, StandardCharsets.US_ASCII);
        var confirmed = !text.endsWith(REMEMBERED);
        return MacAddress.tryParse(confirmed ? text : text.substring(0, text.length() - REMEMBERED.length()))
                .map(mac -> new Observation.NeighborMac(mac, confirmed, evidence));
    }
}
