package org.tidewaiter.psrp.message;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * CREATE_PIPELINE, [MS-PSRP] 2.2.2.10.
 *
 * @param noInput             no input follows: neither PIPELINE_INPUT nor END_OF_PIPELINE_INPUT
 * @param apartmentState      of the thread that runs it
 * @param remoteStreamOptions 2.2.3.8: bits that say which records bring along what was invoked
 * @param addToHistory        it goes to the server's history
 * @param hostInfo            the client's host
 * @param powerShell          what is run
 * @param nested              it runs within another pipeline
 */
public record CreatePipeline(boolean noInput, ApartmentState apartmentState, int remoteStreamOptions, boolean addToHistory,
        HostInfo hostInfo, PowerShell powerShell, boolean nested) implements MessageBody {

    private static final int ADD_INVOCATION_INFO = 15;

    /** A pipeline without input, host, history and invocation details. */
    public static CreatePipeline of(PowerShell powerShell) {
        return new CreatePipeline(true, ApartmentState.UNKNOWN, 0, false, HostInfo.NONE, powerShell, false);
    }

    /** The same, with input to follow. */
    public CreatePipeline withInput() {
        return new CreatePipeline(false, apartmentState, remoteStreamOptions, addToHistory, hostInfo, powerShell, nested);
    }

    @Override
    public MessageType type() {
        return MessageType.CREATE_PIPELINE;
    }

    @Override
    public Value data() {
        var options = ComplexObject.enumeration("System.Management.Automation.RemoteStreamOptions",
                switch (remoteStreamOptions) {
                    case 0 -> "0";
                    case ADD_INVOCATION_INFO -> "AddInvocationInfo";
                    default -> Integer.toString(remoteStreamOptions);
                }, remoteStreamOptions);
        return new Properties().put("NoInput", noInput).put("ApartmentState", apartmentState.data())
                .put("RemoteStreamOptions", options)
                .put("AddToHistory", addToHistory).put("HostInfo", hostInfo.data()).put("PowerShell", powerShell.data())
                .put("IsNested", nested).object();
    }

    static CreatePipeline of(@Nullable Value data) throws PsrpException {
        var fields = Fields.of("CREATE_PIPELINE", data);
        return new CreatePipeline(fields.bool("NoInput"), ApartmentState.of(fields), fields.number("RemoteStreamOptions"),
                fields.bool("AddToHistory"), HostInfo.of(fields.fields("HostInfo")), PowerShell.of(fields.fields("PowerShell")),
                fields.object().property("IsNested").isPresent() && fields.bool("IsNested"));
    }
}
