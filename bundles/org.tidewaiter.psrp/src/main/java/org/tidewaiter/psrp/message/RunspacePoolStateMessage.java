package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * RUNSPACEPOOL_STATE, [MS-PSRP] 2.2.2.9.
 *
 * @param state  the pool's new state
 * @param reason why it is broken or closed; null where nothing was said
 */
public record RunspacePoolStateMessage(RunspacePoolState state, @Nullable ErrorRecord reason) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.RUNSPACEPOOL_STATE;
    }

    @Override
    public Value data() {
        return new Properties().put("RunspaceState", state.ordinal())
                .putIfAny("ExceptionAsErrorRecord", reason == null ? null : reason.data()).object();
    }

    static RunspacePoolStateMessage of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("RUNSPACEPOOL_STATE", data);
        return new RunspacePoolStateMessage(RunspacePoolState.of(fields.number("RunspaceState")), ErrorRecord.optional(fields));
    }
}
