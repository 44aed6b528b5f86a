package org.tidewaiter.psrp.message;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * RUNSPACEPOOL_HOST_CALL and PIPELINE_HOST_CALL, [MS-PSRP] 2.2.2.15 and 2.2.2.27: the server calls a method of the client's host.
 *
 * @param type       which of the two
 * @param callId     pairs the answer with the call
 * @param method     which method
 * @param parameters its parameters, encoded as 2.2.6 says
 */
public record HostCall(MessageType type, long callId, HostMethod method, List<Value> parameters) implements MessageBody {

    /** The call id of a method that gives nothing back. */
    public static final long NO_ANSWER = -100;

    public HostCall {
        if (type != MessageType.RUNSPACEPOOL_HOST_CALL && type != MessageType.PIPELINE_HOST_CALL) {
            throw new IllegalArgumentException(type + " is no host call");
        }
        parameters = List.copyOf(parameters);
    }

    /** Whether the server waits for an answer. */
    public boolean expectsAnswer() {
        return callId != NO_ANSWER;
    }

    @Override
    public Value data() {
        return new Properties().put("ci", callId).put("mi", method.data())
                .put("mp", Properties.list(List.of("System.Collections.ArrayList", "System.Object"), parameters)).object();
    }

    static HostCall of(MessageType type, @Nullable Value data) throws PsrpException {
        var fields = Fields.of(type.name(), data);
        return new HostCall(type, fields.longNumber("ci"), HostMethod.of(fields), fields.items("mp"));
    }
}
