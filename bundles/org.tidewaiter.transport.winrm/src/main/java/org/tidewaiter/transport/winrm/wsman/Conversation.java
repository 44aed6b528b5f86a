package org.tidewaiter.transport.winrm.wsman;

import java.time.Duration;
import java.util.UUID;

/**
 * What all requests of one client to one service have in common.
 *
 * @param to               the service's address, {@code http://192.0.2.7:5985/wsman}
 * @param session          the client's session ([MS-WSMV] 2.2.4.35)
 * @param maxEnvelopeSize  the largest reply that the client takes, in bytes (DSP0226, R13.1-1)
 * @param operationTimeout after this the service answers, with a fault where it has nothing else (DSP0226, 6.1)
 */
public record Conversation(String to, UUID session, int maxEnvelopeSize, Duration operationTimeout) {

    /** What Windows' own client asks for since version 3.0: 500 KiB. */
    public static final int MAX_ENVELOPE_SIZE = 512_000;

    /** A new session whose requests the service answers within the time. */
    public static Conversation with(String to, Duration operationTimeout) {
        return new Conversation(to, UUID.randomUUID(), MAX_ENVELOPE_SIZE, operationTimeout);
    }

    /** The same, with another time in which the service answers. */
    public Conversation within(Duration time) {
        return new Conversation(to, session, maxEnvelopeSize, time);
    }
}
