package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * PIPELINE_INPUT, [MS-PSRP] 2.2.2.17.
 *
 * @param data an item for the pipeline
 */
public record PipelineInput(Value data) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.PIPELINE_INPUT;
    }

    static PipelineInput of(@Nullable Value data) throws PsrpException {
        if (data == null) {
            throw new PsrpException("PIPELINE_INPUT without data");
        }
        return new PipelineInput(data);
    }
}
