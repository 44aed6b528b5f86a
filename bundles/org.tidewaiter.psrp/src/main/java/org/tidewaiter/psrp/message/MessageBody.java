package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;

/** What a message says, [MS-PSRP] 2.2.2. */
public sealed interface MessageBody permits SessionCapability, InitRunspacePool, RunspacePoolStateMessage, ApplicationPrivateData,
        RunspacePoolInitData, CreatePipeline, PipelineInput, EndOfPipelineInput, PipelineOutput, PipelineStateMessage,
        ErrorRecord,
        InformationalRecord, InformationRecord, ProgressRecord, HostCall, HostResponse, PublicKey, EncryptedSessionKey,
        OtherMessage {

    /** Its type. */
    MessageType type();

    /** Its data; null where it has none. */
    @Nullable
    Value data();
}
