package org.tidewaiter.family.scan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Recognizer;

/** Hints that something is there, and tells its open TCP ports. */
final class ScanRecognizer implements Recognizer {

    private static final int MOST_PORTS = 20;

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var ports = observations.of(Observation.Port.class)
                .filter(p -> p.protocol() == Protocol.TCP && p.state() == PortState.OPEN)
                .map(Observation.Port::port).distinct().sorted().toList();
        if (ports.isEmpty()) {
            return Optional.empty();
        }
        // One reason alone, however many ports are open: claims of equal confidence are ranked by their reasons, and this one shall not win.
        var list = ports.stream().limit(MOST_PORTS).map(String::valueOf).collect(Collectors.joining(", "));
        var text = (ports.size() == 1 ? "TCP port " + list + " is open" : "TCP ports " + list + " are open")
                + (ports.size() > MOST_PORTS ? ", and " + (ports.size() - MOST_PORTS) + " more" : "");
        return observations.openEvidence(Protocol.TCP, ports.getFirst())
                .map(e -> new Claim(ScanFamily.ID, null, null, null, Confidence.HINT, List.of(new Because(text, e))));
    }
}
