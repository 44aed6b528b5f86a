package org.tidewaiter.transport.snmp;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.engine.spi.SweepProber;

/** Asks devices for their system group, thousands at once: each on a virtual thread, all through the sockets of a few engines. */
@Component(service = Prober.class)
public final class SnmpSystemProber implements SweepProber {

    private final Engines engines = new Engines();

    /** Asks nobody yet. */
    @Activate
    public SnmpSystemProber() {
        // sockets are opened by the first question
    }

    /** Ends all questions and closes the sockets. */
    @Deactivate
    public void stop() throws IOException {
        engines.close();
    }

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.SnmpSystem;
    }

    @Override
    public Set<Credential.Kind> credentials() {
        return Set.of(Credential.Kind.COMMUNITY, Credential.Kind.USM);
    }

    @Override
    public void ask(Question question, Consumer<ProbeAnswer> answer) {
        Thread.ofVirtual().name("snmp sweep " + question.address())
                .start(() -> answer.accept(new Sweep(engines, question).ask()));
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return SnmpReplies.system(bytes, evidence);
    }
}
