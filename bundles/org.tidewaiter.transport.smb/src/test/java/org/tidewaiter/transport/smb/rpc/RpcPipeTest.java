package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    private static byte[] pdu(int type, int flags, byte[] body) {
        return ByteBuffer.allocate(16 + body.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0).put((byte) type)
                .put((byte) flags).putInt(0x10).putShort((short) (16 + body.length)).putShort((short) 0).putInt(2).put(body)
                .array();
    }

    /** Bound, with a peer that repeats one answer without end. */
    private static RpcPipe bound(byte[] repeated) throws TransportException {
        return RpcPipe.bind(new RpcPipe.Bytes() {
            private ByteBuffer next = ByteBuffer.wrap(pdu(12, 3, new byte[44]));

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
