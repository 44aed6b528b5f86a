package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * PIPELINE_STATE, [MS-PSRP] 2.2.2.21.
 *
 * @param state  the pipeline's new state
 * @param reason why it failed or was stopped; null where nothing was said
 */
public record PipelineStateMessage(InvocationState state, @Nullable ErrorRecord reason) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.PIPELINE_STATE;
    }

    @Override
    public Value data() {
        return new Properties().put("PipelineState", state.ordinal())
                .putIfAny("ExceptionAsErrorRecord", reason == null ? null : reason.data()).object();
    }

    static PipelineStateMessage of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("PIPELINE_STATE", data);
        return new PipelineStateMessage(InvocationState.of(fields.number("PipelineState")), ErrorRecord.optional(fields));
    }
}
