package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;

/** END_OF_PIPELINE_INPUT, [MS-PSRP] 2.2.2.18. */
public record EndOfPipelineInput() implements MessageBody {

    @Override
    public MessageType type() {
        return MessageType.END_OF_PIPELINE_INPUT;
    }

    @Override
    public @Nullable Value data() {
        return null;
    }
}
