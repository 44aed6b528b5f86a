package org.tidewaiter.engine.readiness;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;

/**
 * What was seen of a rule's port.
 *
 * @param reason   as {@link org.tidewaiter.api.probe.Observation.Port} has it
 * @param server   who was asked, where that is not the device itself
 * @param teller   who told, where it was not the one asked
 * @param evidence absent where nothing was asked
 */
public record Seen(PortState state, String reason, @Nullable IpAddress server, @Nullable IpAddress teller,
        @Nullable Evidence evidence) {

    /** Reason of a server that must not be asked. */
    public static final String OUT_OF_SCOPE = "out-of-scope";
    /** Reason where there is no server to ask. */
    public static final String NO_SERVER = "no-server";
    /** Reason of what was not asked. */
    public static final String NOT_ASKED = "not-asked";

    /** Nothing, because nobody was asked. */
    public static Seen nothing(String reason) {
        return new Seen(PortState.NO_ANSWER, reason, null, null, null);
    }
}
