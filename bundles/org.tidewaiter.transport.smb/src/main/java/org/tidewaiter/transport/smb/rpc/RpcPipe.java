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
    /** [C706] 12.6.3.1: every implementation takes as much. */
    private static final int LEAST_PDU = 1432;
    private static final int LONGEST_RESULT = 1 << 20;
    private static final int REQUEST = 0;
    private static final int RESPONSE = 2;
    private static final int FAULT = 3;
    /** ERROR_ACCESS_DENIED, as the status of a fault ([MS-RPCE] 2.2.2.9, [MS-ERREF] 2.2). */
    private static final int ACCESS_DENIED = 5;
    private static final int BIND = 11;
    private static final int BIND_ACK = 12;
    private static final int FIRST = 1;
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
    private int longestRequest = LONGEST_PDU;
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
        calls++;
        pipe.write(pdu(BIND, FIRST | LAST, body.array()));
        var answer = receive();
        if (answer[2] != BIND_ACK || !isAccepted(answer)) {
            throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " does not take the interface");
        }
        longestRequest = Math.clamp(Short.toUnsignedInt(little(answer).getShort(HEADER + 2)), LEAST_PDU, LONGEST_PDU);
    }

    /** The first result behind the padded secondary address, [C706] 12.6.4.4. */
    private static boolean isAccepted(byte[] answer) {
        if (answer.length < HEADER + 10) {
            return false;
        }
        var behind = HEADER + 10 + Short.toUnsignedInt(little(answer).getShort(HEADER + 8));
        var result = (behind + 3 & ~3) + 4;
        return result + 2 <= answer.length && little(answer).getShort(result) == 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Calls an operation; what it returns, its status among it. */
    public byte[] call(int operation, byte[] arguments) throws TransportException {
        request(operation, arguments);
        var result = new ByteArrayOutputStream();
        while (true) {
            var answer = receive();
            if (answer[2] == FAULT && answer.length >= HEADER + 12 && little(answer).getInt(HEADER + 8) == ACCESS_DENIED) {
                throw new TransportException(Failure.DENIED, "the pipe " + name + ", operation " + operation
                        + ": access denied; the account needs to be an administrator of the computer");
            }
            // a part without content before the last would make no progress
            var isLast = (answer[3] & LAST) != 0;
            if (answer[2] != RESPONSE || answer.length < HEADER + 8 || !isLast && answer.length == HEADER + 8
                    || result.size() > LONGEST_RESULT) {
                throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " refuses operation " + operation);
            }
            result.write(answer, HEADER + 8, answer.length - HEADER - 8);
            if (isLast) {
                return result.toByteArray();
            }
            if (answer.length == HEADER + 8) {
                throw new TransportException(Failure.BROKEN, "the pipe " + name + " sends fragments of nothing");
            }
        }
    }

    /** In as many fragments as the server takes at a time. */
    private void request(int operation, byte[] arguments) throws TransportException {
        calls++;
        var room = longestRequest - HEADER - 8;
        var sent = 0;
        do {
            var part = Math.min(room, arguments.length - sent);
            var flags = (sent == 0 ? FIRST : 0) | (sent + part == arguments.length ? LAST : 0);
            var body = ByteBuffer.allocate(8 + part).order(ByteOrder.LITTLE_ENDIAN).putInt(arguments.length - sent)
                    .putShort((short) 0).putShort((short) operation).put(arguments, sent, part);
            pipe.write(pdu(REQUEST, flags, body.array()));
            sent += part;
        } while (sent < arguments.length);
    }

    private byte[] pdu(int type, int flags, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0)
                .put((byte) type).put((byte) flags).putInt(0x10).putShort((short) (HEADER + body.length))
                .putShort((short) 0).putInt(calls).put(body).array();
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
                var head = little(whole.toByteArray());
                length = Short.toUnsignedInt(head.getShort(8));
                if (head.get(0) != 5 || length < HEADER) {
                    throw new TransportException(Failure.UNSUPPORTED, "the pipe " + name + " does not speak RPC");
                }
            }
        }
        var answer = whole.toByteArray();
        if (little(answer).getInt(12) != calls) {
            throw new TransportException(Failure.BROKEN, "the pipe " + name + " answers another call");
        }
        return answer;
    }

    @Override
    public void close() {
        pipe.close();
    }
}
