package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * PIPELINE_OUTPUT, [MS-PSRP] 2.2.2.19.
 *
 * @param data an item that the pipeline gave
 */
public record PipelineOutput(Value data) implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.PIPELINE_OUTPUT;
    }

    static PipelineOutput of(@Nullable Value data) throws PsrpException {
        if (data == null) {
            throw new PsrpException("PIPELINE_OUTPUT without data");
        }
        return new PipelineOutput(data);
    }
}
