package org.tidewaiter.transport.smb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.smb.rpc.Inquiries;
import org.tidewaiter.transport.smb.rpc.RpcPipe;
import org.tidewaiter.transport.smb.rpc.RpcPipes;

/**
 * The answers that the calls of a subject got, in their order, and a peer that gives them again, from memory.
 *
 * @param answers results as [C706] has them, without the headers of PDUs
 * @param again   whether the last one is given again and again
 */
record Recorded(List<byte[]> answers, boolean again) {
    private static final int HEADER = 16;
    private static final int LONGEST = 4000;
    private static final int RESPONSE = 2;
    /** BIND_ACK of call 1: 4280 bytes each way, no address, one result, accepted ([C706] 12.6.4.4). */
    private static final String ACCEPTED = "05000c03100000003800000001000000b810b810010000000000000001000000" + "00".repeat(24);

    /** Asks a computer, and keeps what it answers. */
    static Recorded of(Subject subject, Peer peer) throws TransportException {
        var read = new ByteArrayOutputStream();
        Inquiries.ask(subject, (name, syntax) -> RpcPipe.bind(new Tee(peer.bytes(name), read), name, syntax));
        var pdus = ByteBuffer.wrap(read.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        var answers = new ArrayList<byte[]>();
        var answer = new ByteArrayOutputStream();
        while (pdus.hasRemaining()) {
            var pdu = new byte[Short.toUnsignedInt(pdus.getShort(pdus.position() + 8))];
            pdus.get(pdu);
            if (pdu[2] == RESPONSE) {
                answer.write(pdu, HEADER + 8, pdu.length - HEADER - 8);
                if ((pdu[3] & 2) != 0) {
                    answers.add(answer.toByteArray());
                    answer.reset();
                }
            }
        }
        return new Recorded(List.copyOf(answers), false);
    }

    /** With another answer in one place. */
    Recorded with(int index, byte[] answer) {
        var changed = new ArrayList<>(answers);
        changed.set(index, answer);
        return new Recorded(changed, again);
    }

    /** The pipes of a computer that gives these answers, whatever it is asked. */
    Pipes pipes() {
        return new Pipes();
    }

    /** Counts its calls. */
    final class Pipes implements RpcPipes {
        int calls;

        @Override
        public RpcPipe pipe(String name, String syntax) throws TransportException {
            return RpcPipe.bind(new Replay(), name, syntax);
        }

        private byte[] next() {
            var index = calls++;
            return index < answers.size() ? answers.get(index) : again ? answers.getLast() : new byte[0];
        }

        private final class Replay implements RpcPipe.Bytes {
            private ByteBuffer readable = ByteBuffer.allocate(0);

            @Override
            public void write(byte[] bytes) {
                var call = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
                readable = ByteBuffer.wrap(bytes[2] == 0 ? response(next(), call)
                        : HexFormat.of().parseHex(ACCEPTED));
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                var count = Math.min(length, readable.remaining());
                readable.get(buffer, offset, count);
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {
                // in memory alone
            }
        }
    }

    private static byte[] response(byte[] answer, int call) {
        var pdus = new ByteArrayOutputStream();
        for (var at = 0; at == 0 || at < answer.length; at += LONGEST) {
            var length = Math.min(LONGEST, answer.length - at);
            pdus.writeBytes(ByteBuffer.allocate(HEADER + 8).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0)
                    .put((byte) RESPONSE)
                    .put((byte) (at + length == answer.length ? 2 : 0)).putInt(0x10).putShort((short) (HEADER + 8 + length))
                    .putShort((short) 0)
                    .putInt(call).array());
            pdus.write(answer, at, length);
        }
        return pdus.toByteArray();
    }

    private record Tee(RpcPipe.Bytes to, ByteArrayOutputStream copy) implements RpcPipe.Bytes {
        @Override
        public void write(byte[] bytes) throws TransportException {
            to.write(bytes);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws TransportException {
            var count = to.read(buffer, offset, length);
            copy.write(buffer, offset, Math.max(count, 0));
            return count;
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
