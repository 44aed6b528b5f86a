package org.tidewaiter.transport.net;

import java.util.Optional;
import java.util.function.Consumer;

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
import org.tidewaiter.transport.net.linux.IcmpEchoes;
import org.tidewaiter.transport.net.linux.IcmpEchoes.Means;
import org.tidewaiter.transport.net.linux.LinuxNetwork;

/** Asks for presence by ICMP echo where the system lets this user; elsewhere devices are found by their ports alone. */
@Component(service = Prober.class)
public final class IcmpProber implements SweepProber {
    private final SharedNetwork network;
    private final Means means;

    /** A prober on a network. */
    @Activate
    public IcmpProber(@Reference SharedNetwork network) {
        this.network = network;
        means = LinuxNetwork.isHere() ? IcmpEchoes.means(4) : Means.NONE;
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.IcmpEcho;
    }

    @Override
    public Optional<String> remark() {
        return Optional.of(switch (means) {
            case DATAGRAM -> "presence is asked by ICMP echo, by a datagram socket, and by TCP";
            case RAW -> "presence is asked by ICMP echo, by a raw socket, and by TCP";
            case NONE ->
                "presence is asked by TCP and UDP alone: ICMP echo needs root, or on Linux a wider net.ipv4.ping_group_range;"
                        + " devices without an open or refusing port may be missed";
        });
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        var linux = network.linux();
        if (means == Means.NONE || linux.isEmpty()) {
            answer.accept(new ProbeAnswer(PortState.NO_ANSWER, "not-asked", null, new byte[0]));
        } else {
            linux.get().icmp().ask(question.address().address(), question.timeout(), answer);
        }
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return Optional.empty();
    }
}
