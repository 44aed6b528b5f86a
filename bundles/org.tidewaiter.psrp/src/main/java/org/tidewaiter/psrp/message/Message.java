package org.tidewaiter.psrp.message;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message, [MS-PSRP] 2.2.1.
 *
 * @param destination    to whom it goes
 * @param runspacePoolId of which runspace pool (RPID)
 * @param pipelineId     of which pipeline (PID); null where it concerns the pool, which is sent as zeros
 * @param body           what it says
 */
public record Message(Destination destination, UUID runspacePoolId, @Nullable UUID pipelineId, MessageBody body) {

    /** A message from the client that concerns its pool. */
    public static Message toServer(UUID runspacePoolId, MessageBody body) {
        return new Message(Destination.SERVER, runspacePoolId, null, body);
    }

    /** A message from the client that concerns a pipeline. */
    public static Message toServer(UUID runspacePoolId, UUID pipelineId, MessageBody body) {
        return new Message(Destination.SERVER, runspacePoolId, pipelineId, body);
    }

    /** The type of what it says. */
    public MessageType type() {
        return body.type();
    }
}
