package org.tidewaiter.transport.smb.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** PDUs as [C706] 12.6.4 has them. */
@Timeout(10)
class RpcPipeTest {
    private static final String BIND_ACK = "05000c03100000001000000001000000";

    private static TransportException refused(String pdu) throws Exception {
        var pipe = RpcPipe.bind(new Endless(pdu), "srvsvc", "c84f324b7016d30112785a47bf6ee18803000000");
        return assertThrows(TransportException.class, () -> pipe.call(15, new byte[0]));
    }

    /** Gives a BIND_ACK, and then the same PDU again and again. */
    private static final class Endless implements RpcPipe.Bytes {
        private final String pdu;
        private ByteBuffer readable = ByteBuffer.wrap(HexFormat.of().parseHex(BIND_ACK));

        Endless(String pdu) {
            this.pdu = pdu;
        }

        @Override
        public void write(byte[] bytes) {
            // whatever is asked
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (!readable.hasRemaining()) {
                readable = ByteBuffer.wrap(HexFormat.of().parseHex(pdu));
            }
            var count = Math.min(length, readable.remaining());
            readable.get(buffer, offset, count);
            return count;
        }

        @Override
        public void close() {
            // in memory alone
        }
    }

    @Test
    void faults() throws Exception {
        var denied = refused("0500032310000000200000000200000020000000000000000500000000000000");
        assertEquals(Failure.DENIED, denied.failure());
        assertTrue(denied.getMessage().contains("srvsvc"), denied.getMessage());
        // nca_s_op_rng_error
        assertEquals(Failure.UNSUPPORTED, refused("0500032310000000200000000200000020000000000000000200011c00000000").failure());
    }

    @Test
    void fragmentsWithoutEnd() throws Exception {
        assertEquals(Failure.BROKEN, refused("050002001000000018000000020000000000000000000000").failure());
        assertEquals(Failure.UNSUPPORTED, refused("05000200100000001a0000000200000000000000000000000000").failure());
    }
}
