package org.tidewaiter.psrp.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.clixml.ClixmlReader;
import org.tidewaiter.psrp.clixml.ClixmlWriter;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/** The bytes of messages, [MS-PSRP] 2.2.1: header, byte order mark, CLIXML. May be used by many threads. */
public final class MessageFormat {

    /** Destination, type, both ids. */
    public static final int HEADER_BYTES = 40;

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };
    private static final UUID NONE = new UUID(0, 0);

    private final ClixmlReader reader;

    public MessageFormat(ClixmlLimits limits) {
        reader = new ClixmlReader(limits);
    }

    /** A message's bytes, ready for the fragmenter. */
    public byte[] write(Message message) {
        var data = message.body().data();
        var xml = data == null ? new byte[0] : ClixmlWriter.write(data).getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(HEADER_BYTES + (data == null ? 0 : BYTE_ORDER_MARK.length) + xml.length);
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(message.destination().value()).putInt(message.type().value());
        guid(out, message.runspacePoolId());
        var pipeline = message.pipelineId();
        guid(out, pipeline == null ? NONE : pipeline);
        if (data != null) {
            out.put(BYTE_ORDER_MARK);
        }
        return out.put(xml).array();
    }

    /**
     * The message of a defragmenter's bytes.
     *
     * @throws PsrpException when it is none: cut, unknown, sent the wrong way, or without what its type must say
     */
    public Message read(byte[] bytes) throws PsrpException {
        if (bytes.length < HEADER_BYTES) {
            throw new PsrpException("a message of " + bytes.length + " bytes, its header alone has " + HEADER_BYTES);
        }
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var destination = Destination.of(in.getInt());
        var type = MessageType.of(in.getInt());
        if (!type.destinations().contains(destination)) {
            throw new PsrpException(type + " for the " + destination);
        }
        var pool = guid(in);
        var pipeline = guid(in);
        return new Message(destination, pool, pipeline.equals(NONE) ? null : pipeline, body(type, data(in)));
    }

    private @Nullable Value data(ByteBuffer in) throws PsrpException {
        if (in.remaining() >= BYTE_ORDER_MARK.length
                && in.slice(in.position(), BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK))) {
            in.position(in.position() + BYTE_ORDER_MARK.length);
        }
        if (!in.hasRemaining()) {
            return null;
        }
        try {
            return reader.read(StandardCharsets.UTF_8.newDecoder().decode(in).toString());
        } catch (CharacterCodingException e) {
            throw new PsrpException("a message's data is not UTF-8", e);
        }
    }

    private static MessageBody body(MessageType type, @Nullable Value data) throws PsrpException {
        return switch (type) {
            case SESSION_CAPABILITY -> SessionCapability.of(data);
            case INIT_RUNSPACEPOOL -> InitRunspacePool.of(data);
            case PUBLIC_KEY -> PublicKey.of(data);
            case ENCRYPTED_SESSION_KEY -> EncryptedSessionKey.of(data);
            case RUNSPACEPOOL_STATE -> RunspacePoolStateMessage.of(data);
            case CREATE_PIPELINE -> CreatePipeline.of(data);
            case APPLICATION_PRIVATE_DATA -> ApplicationPrivateData.of(data);
            case RUNSPACEPOOL_INIT_DATA -> RunspacePoolInitData.of(data);
            case RUNSPACEPOOL_HOST_CALL, PIPELINE_HOST_CALL -> HostCall.of(type, data);
            case RUNSPACEPOOL_HOST_RESPONSE, PIPELINE_HOST_RESPONSE -> HostResponse.of(type, data);
            case PIPELINE_INPUT -> PipelineInput.of(data);
            case END_OF_PIPELINE_INPUT -> new EndOfPipelineInput();
            case PIPELINE_OUTPUT -> PipelineOutput.of(data);
            case ERROR_RECORD -> ErrorRecord.of(type.name(), data);
            case PIPELINE_STATE -> PipelineStateMessage.of(data);
            case DEBUG_RECORD, VERBOSE_RECORD, WARNING_RECORD -> InformationalRecord.of(type, data);
            case PROGRESS_RECORD -> ProgressRecord.of(data);
            case INFORMATION_RECORD -> InformationRecord.of(data);
            case PUBLIC_KEY_REQUEST, CONNECT_RUNSPACEPOOL, SET_MAX_RUNSPACES, SET_MIN_RUNSPACES, RUNSPACE_AVAILABILITY,
                    GET_AVAILABLE_RUNSPACES, USER_EVENT, GET_COMMAND_METADATA, RESET_RUNSPACE_STATE ->
                new OtherMessage(type, data);
        };
    }

    // As .NET's Guid writes it: the first three groups with their least byte first.
    private static void guid(ByteBuffer out, UUID id) {
        var high = id.getMostSignificantBits();
        out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        out.order(ByteOrder.BIG_ENDIAN).putLong(id.getLeastSignificantBits()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static UUID guid(ByteBuffer in) {
        var high = Integer.toUnsignedLong(in.getInt()) << 32 | (long) Short.toUnsignedInt(in.getShort()) << 16
                | Short.toUnsignedInt(in.getShort());
        var low = in.order(ByteOrder.BIG_ENDIAN).getLong();
        in.order(ByteOrder.LITTLE_ENDIAN);
        return new UUID(high, low);
    }
}
