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
    private static final long FRESH_SECONDS = 120;

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
        var mac = neighbor.mac() instanceof MacAddress known ? known.toString().getBytes(StandardCharsets.US_ASCII) : new byte[0];
        return switch (neighbor.state()) {
            case RESOLVED -> new ProbeAnswer(PortState.OPEN, "resolved", null, mac);
            case STALE -> neighbor.confirmedSeconds() <= FRESH_SECONDS && mac.length > 0
                    ? new ProbeAnswer(PortState.OPEN, "confirmed-" + neighbor.confirmedSeconds() + "-s-ago", null, mac)
                    : new ProbeAnswer(PortState.NO_ANSWER, "stale", null, new byte[0]);
            case UNRESOLVED, FAILED -> new ProbeAnswer(PortState.NO_ANSWER, "no-neighbor", null, new byte[0]);
        };
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return MacAddress.tryParse(new String(bytes, StandardCharsets.US_ASCII))
                .map(mac -> new Observation.NeighborMac(mac, evidence));
    }
}
