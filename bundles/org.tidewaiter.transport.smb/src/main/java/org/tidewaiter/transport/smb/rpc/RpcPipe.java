package org.tidewaiter.transport.smb.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** RPC over a named pipe ([MS-RPCE] 2.1.1.2): one interface, bound once, called one call after the other. */
public final class RpcPipe implements AutoCloseable {
    private static final int HEADER = 16;
    private static final int LONGEST_PDU = 4280;
    private static final int LONGEST_RESULT = 1 << 20;
    private static final int REQUEST = 0;
    private static final int RESPONSE = 2;
    private static final int FAULT = 3;
    /** ERROR_ACCESS_DENIED, as the status of a fault ([MS-RPCE] 2.2.2.9, [MS-ERREF] 2.2). */
    private static final int ACCESS_DENIED = 5;
    private static final int BIND = 11;
    private static final int BIND_ACK = 12;
    private static final int FIRST_AND_LAST = 3;
    private static final int LAST = 2;
    private static final byte[] NDR = HexFormat.of().parseHex("045d888aeb1cc9119fe808002b10486002000000");

    /** What carries the bytes. */
    public interface Bytes {
        /** Sends all. */
        void write(byte[] bytes) throws TransportException;

        /** Reads at least one; returns how many, or -1 at the end. */
        int read(byte[] buffer, int offset, int length) throws TransportException;

        /** Ends it. */
        void close();
    }

    private final Bytes pipe;
    private final String name;
    private int calls;

    private RpcPipe(Bytes pipe, String name) {
        this.pipe = pipe;
        this.name = name;
    }

    /**
     * Binds.
     *
     * @param name   {@code winreg}
     * @param syntax UUID and version of the interface, as they go over the wire, in hexadecimal digits
     */
    public static RpcPipe bind(Bytes bytes, String name, String syntax) throws TransportException {
        var opened = new RpcPipe(bytes, name);
        opened.bind(HexFormat.of().parseHex(syntax));
        return opened;
    }

    private void bind(byte[] syntax) throws TransportException {
        var body = ByteBuffer.allocate(12 + 44).order(ByteOrder.LITTLE_ENDIAN).putShort((short) LONGEST_PDU)
                .putShort((short) LONGEST_PDU).putInt(0).putInt(1).putShort((short) 0).putShort((short) 1).put(syntax).put(NDR);
        pipe.write(pdu(BIND, body.array()));
        if (receive()[2] != BIND_ACK) {
            throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " does not take the interface");
        }
    }

    /** Calls an operation; what it returns, its status among it. */
    public byte[] call(int operation, byte[] arguments) throws TransportException {
        var body = ByteBuffer.allocate(8 + arguments.length).order(ByteOrder.LITTLE_ENDIAN).putInt(arguments.length)
                .putShort((short) 0).putShort((short) operation).put(arguments);
        pipe.write(pdu(REQUEST, body.array()));
        var result = new ByteArrayOutputStream();
        while (true) {
            var answer = receive();
            if (answer[2] == FAULT && answer.length >= HEADER + 12
                    && ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER + 8) == ACCESS_DENIED) {
                throw new TransportException(Failure.DENIED,
                        "the pipe " + name + ", operation " + operation
                                + ": access denied; the account needs to be an administrator of the computer");
            }
            if (answer[2] != RESPONSE || answer.length < HEADER + 8 || result.size() > LONGEST_RESULT) {
                throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " refuses operation " + operation);
            }
            result.write(answer, HEADER + 8, answer.length - HEADER - 8);
            if ((answer[3] & LAST) != 0) {
                return result.toByteArray();
            }
            if (answer.length == HEADER + 8) {
                throw new TransportException(Failure.BROKEN, "the pipe " + name + " sends fragments of nothing");
            }
        }
    }

    private byte[] pdu(int type, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0)
                .put((byte) type).put((byte) FIRST_AND_LAST).putInt(0x10).putShort((short) (HEADER + body.length))
                .putShort((short) 0).putInt(++calls).put(body).array();
    }

    /** One PDU, whole. */
    private byte[] receive() throws TransportException {
        var whole = new ByteArrayOutputStream();
        var buffer = new byte[LONGEST_PDU];
        var length = HEADER;
        while (whole.size() < length) {
            var count = pipe.read(buffer, 0, Math.min(buffer.length, length - whole.size()));
            if (count <= 0) {
                throw new TransportException(Failure.BROKEN, "the pipe " + name + " has closed");
            }
            whole.write(buffer, 0, count);
            if (whole.size() == HEADER) {
                var head = ByteBuffer.wrap(whole.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
                length = Short.toUnsignedInt(head.getShort(8));
                if (head.get(0) != 5 || length < HEADER) {
                    throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " does not speak RPC");
                }
            }
        }
        return whole.toByteArray();
    }

    @Override
    public void close() {
        pipe.close();
    }
}
