package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * RUNSPACEPOOL_HOST_RESPONSE and PIPELINE_HOST_RESPONSE, [MS-PSRP] 2.2.2.16 and 2.2.2.28.
 *
 * @param type      which of the two
 * @param callId    of the call
 * @param method    of the call
 * @param result    what the method gave back, encoded as 2.2.6 says; null where it gave nothing
 * @param exception why it gave nothing back; null where it did
 */
public record HostResponse(MessageType type, long callId, HostMethod method, @Nullable Value result,
        @Nullable ErrorRecord exception)
        implements MessageBody {

    public HostResponse {
        if (type != MessageType.RUNSPACEPOOL_HOST_RESPONSE && type != MessageType.PIPELINE_HOST_RESPONSE) {
            throw new IllegalArgumentException(type + " is no host response");
        }
    }

    /** The answer to a call that this client, which has no host, does not carry out. */
    public static HostResponse refusal(HostCall call) {
        var type = call.type() == MessageType.PIPELINE_HOST_CALL ? MessageType.PIPELINE_HOST_RESPONSE
                : MessageType.RUNSPACEPOOL_HOST_RESPONSE;
        var words = "The client has no host; the call of its method " + (call.method().name().isEmpty() ? call.method().id()
                : call.method().name()) + " is refused.";
        // 2.2.2.16 names this error id.
        return new HostResponse(type, call.callId(), call.method(), null, ErrorRecord.of("System.NotImplementedException", words,
                "RemoteHostExecutionException", ErrorRecord.NOT_IMPLEMENTED));
    }

    @Override
    public Value data() {
        return new Properties().put("ci", callId).put("mi", method.data()).putIfAny("mr", result)
                .putIfAny("me", exception == null ? null : exception.data()).object();
    }

    static HostResponse of(MessageType type, @Nullable Value data) throws PsrpException {
        var fields = Fields.of(type.name(), data);
        var exception = fields.optional("me");
        return new HostResponse(type, fields.longNumber("ci"), HostMethod.of(fields), fields.optional("mr"),
                exception == null ? null : ErrorRecord.of(type + ".me", exception));
    }
}
