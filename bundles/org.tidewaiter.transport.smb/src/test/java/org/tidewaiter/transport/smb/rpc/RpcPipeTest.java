package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Answers as [C706] 12.6.4 lays them out, from a peer that means no good. */
class RpcPipeTest {

    private static final String SAMR = "785734123412cdabef000123456789ac01000000";

    @Test
    void partsWithoutContentEndTheCall() throws TransportException {
        try (var pipe = bound(pdu(2, 1, new byte[8]))) {
            assertTimeoutPreemptively(Duration.ofSeconds(10),
                    () -> assertThrows(TransportException.class, () -> pipe.call(1, new byte[0])));
        }
    }

    @Test
    void faultOfAccessIsDenied() throws TransportException {
        var body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 5).array();
        try (var pipe = bound(pdu(3, 3, body))) {
            assertEquals(Failure.DENIED, assertThrows(TransportException.class, () -> pipe.call(1, new byte[0])).failure());
        }
    }

    @Test
    void otherFaultIsUnsupported() throws TransportException {
        var body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 0x1c010002).array();
        try (var pipe = bound(pdu(3, 3, body))) {
            assertEquals(Failure.UNSUPPORTED, assertThrows(TransportException.class, () -> pipe.call(1, new byte[0])).failure());
        }
    }

    /** As Samba writes it: 4280 bytes each way, a group, the address {@code \\PIPE\\samr}, one result with its transfer syntax. */
    private static byte[] acknowledged(int result) {
        var body = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 4280).putShort((short) 4280)
                .putInt(0x53f0).putShort((short) 11).put("\\PIPE\\samr\0".getBytes(StandardCharsets.US_ASCII)).position(24)
                .put((byte) 1)
                .position(28).putShort((short) result).array();
        return ByteBuffer.wrap(pdu(12, 3, body)).order(ByteOrder.LITTLE_ENDIAN).putInt(12, 1).array();
    }

    @Test
    void aPipeThatRejectsTheInterfaceIsNotUsed() {
        assertEquals(Failure.UNSUPPORTED,
                assertThrows(TransportException.class, () -> bound(acknowledged(2), new byte[0])).failure());
    }

    @Test
    void theAnswerToAnotherCallIsNotTaken() throws TransportException {
        var late = ByteBuffer.wrap(pdu(2, 3, new byte[12])).order(ByteOrder.LITTLE_ENDIAN).putInt(12, 99).array();
        try (var pipe = bound(late)) {
            assertEquals(Failure.BROKEN, assertThrows(TransportException.class, () -> pipe.call(1, new byte[0])).failure());
        }
    }

    private static byte[] pdu(int type, int flags, byte[] body) {
        return ByteBuffer.allocate(16 + body.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0).put((byte) type)
                .put((byte) flags).putInt(0x10).putShort((short) (16 + body.length)).putShort((short) 0).putInt(2).put(body)
                .array();
    }

    /** Bound, with a peer that repeats one answer without end. */
    private static RpcPipe bound(byte[] repeated) throws TransportException {
        return bound(acknowledged(0), repeated);
    }

    private static RpcPipe bound(byte[] acknowledgement, byte[] repeated) throws TransportException {
        return RpcPipe.bind(new RpcPipe.Bytes() {
            private ByteBuffer next = ByteBuffer.wrap(acknowledgement);

            @Override
            public void write(byte[] bytes) {
                // nothing that is said changes the answer
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (!next.hasRemaining()) {
                    next = ByteBuffer.wrap(repeated);
                }
                var count = Math.min(length, next.remaining());
                next.get(buffer, offset, count);
                return count;
            }

            @Override
            public void close() {
                // nothing is open
            }
        }, "samr", SAMR);
    }
}
