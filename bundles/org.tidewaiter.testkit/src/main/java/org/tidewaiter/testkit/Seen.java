package org.tidewaiter.testkit;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;

/** Observations as a recogniser's test writes them: one a row, with the exchange that shows it. */
public final class Seen {

    private Seen() {
    }

    /** A TCP port's state, seen by exchange number {@code exchange}. */
    public static Observation port(int exchange, int port, PortState state) {
        return new Observation.Port(Protocol.TCP, port, state, "syn-ack", Duration.ofMillis(1), new Evidence(exchange, ""));
    }

    /** What a server said first. */
    public static Observation banner(int exchange, int port, String text) {
        return new Observation.BannerText(port, text, new Evidence(exchange, ""));
    }

    /** A claim's reasons, each with the number of its exchange in front. */
    public static List<String> reasons(Claim claim) {
        return claim.because().stream().map(b -> b.evidence().exchange() + " " + b.reason()).toList();
    }
}
