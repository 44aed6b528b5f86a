package org.tidewaiter.api.probe;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;

/** What was seen of a device: port states, decoded answers of probes, and how a session was greeted. Everything in it is the device's word: hostile. */
public sealed interface Observation {

    /** The exchange that shows it. */
    Evidence evidence();

    /**
     * A port's state.
     *
     * @param port      1 to 65535; 0 for ICMP
     * @param reason    what told: {@code syn-ack}, {@code rst}, {@code no-answer}, or the ICMP type in words
     * @param roundTrip time to the answer; absent without one
     */
    record Port(Protocol protocol, int port, PortState state, String reason, @Nullable Duration roundTrip, Evidence evidence)
            implements Observation {
    }

    /**
     * What a server said first.
     *
     * @param port 1 to 65535
     * @param text at most 1,024 characters, control characters as escapes; never empty
     */
    record BannerText(int port, String text, Evidence evidence) implements Observation {
    }

    /**
     * A POSIX shell answered after a login, or on this machine: what {@code uname} says.
     *
     * @param system  {@code uname -s}: {@code Linux}, {@code Darwin}
     * @param release {@code uname -r}
     * @param machine {@code uname -m}
     */
    record ShellGreeting(String system, String release, String machine, Evidence evidence) implements Observation {
    }

    /**
     * The answer to a plugin's own probe, undecoded.
     *
     * @param bytes as received, bounded by the transport
     */
    record RawReply(Probe probe, byte[] bytes, Evidence evidence) implements Observation {
    }
}
