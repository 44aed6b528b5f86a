package org.tidewaiter.psrp.message;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.tidewaiter.psrp.fragment.PsrpException;

/** The types of messages and to whom each may go, [MS-PSRP] 2.2.1. */
public enum MessageType {
    SESSION_CAPABILITY(0x00010002, Destination.CLIENT, Destination.SERVER), //
    INIT_RUNSPACEPOOL(0x00010004, Destination.SERVER), //
    PUBLIC_KEY(0x00010005, Destination.SERVER), //
    ENCRYPTED_SESSION_KEY(0x00010006, Destination.CLIENT), //
    PUBLIC_KEY_REQUEST(0x00010007, Destination.CLIENT), //
    CONNECT_RUNSPACEPOOL(0x00010008, Destination.SERVER), //
    SET_MAX_RUNSPACES(0x00021002, Destination.SERVER), //
    SET_MIN_RUNSPACES(0x00021003, Destination.SERVER), //
    RUNSPACE_AVAILABILITY(0x00021004, Destination.CLIENT), //
    RUNSPACEPOOL_STATE(0x00021005, Destination.CLIENT), //
    CREATE_PIPELINE(0x00021006, Destination.SERVER), //
    GET_AVAILABLE_RUNSPACES(0x00021007, Destination.SERVER), //
    USER_EVENT(0x00021008, Destination.CLIENT), //
    APPLICATION_PRIVATE_DATA(0x00021009, Destination.CLIENT), //
    GET_COMMAND_METADATA(0x0002100A, Destination.SERVER), //
    RUNSPACEPOOL_INIT_DATA(0x0002100B, Destination.CLIENT), //
    RESET_RUNSPACE_STATE(0x0002100C, Destination.SERVER), //
    RUNSPACEPOOL_HOST_CALL(0x00021100, Destination.CLIENT), //
    RUNSPACEPOOL_HOST_RESPONSE(0x00021101, Destination.SERVER), //
    PIPELINE_INPUT(0x00041002, Destination.SERVER), //
    END_OF_PIPELINE_INPUT(0x00041003, Destination.SERVER), //
    PIPELINE_OUTPUT(0x00041004, Destination.CLIENT), //
    ERROR_RECORD(0x00041005, Destination.CLIENT), //
    PIPELINE_STATE(0x00041006, Destination.CLIENT), //
    DEBUG_RECORD(0x00041007, Destination.CLIENT), //
    VERBOSE_RECORD(0x00041008, Destination.CLIENT), //
    WARNING_RECORD(0x00041009, Destination.CLIENT), //
    PROGRESS_RECORD(0x00041010, Destination.CLIENT), //
    INFORMATION_RECORD(0x00041011, Destination.CLIENT), //
    PIPELINE_HOST_CALL(0x00041100, Destination.CLIENT), //
    PIPELINE_HOST_RESPONSE(0x00041101, Destination.SERVER);

    private static final Map<Integer, MessageType> BY_VALUE = Arrays.stream(values())
            .collect(Collectors.toMap(MessageType::value, Function.identity()));
    private static final int PIPELINE = 0x00040000;

    private final int value;
    private final Set<Destination> destinations;

    MessageType(int value, Destination... destinations) {
        this.value = value;
        this.destinations = Set.of(destinations);
    }

    /** Its number on the wire. */
    public int value() {
        return value;
    }

    /** To whom it may go. */
    public Set<Destination> destinations() {
        return destinations;
    }

    /** Whether it belongs to a pipeline that exists, and names it. */
    public boolean ofPipeline() {
        return (value & PIPELINE) != 0;
    }

    static MessageType of(int value) throws PsrpException {
        var type = BY_VALUE.get(value);
        if (type == null) {
            throw new PsrpException(String.format("a message of the unknown type 0x%08X", value));
        }
        return type;
    }
}
