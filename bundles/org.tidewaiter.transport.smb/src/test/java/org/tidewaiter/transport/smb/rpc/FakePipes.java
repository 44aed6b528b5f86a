package org.tidewaiter.transport.smb.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;

/** Pipes that answer from a list: each operation gets its answers in turn, over and over. */
final class FakePipes implements RpcPipes {
    private static final int MOST_CALLS = 20_000;
    /** 4280 bytes each way, no address, one result: accepted ([C706] 12.6.4.4). */
    private static final byte[] ACCEPTED = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 4280)
            .putShort((short) 4280).putInt(1).putInt(0).put((byte) 1).array();
    private final Map<String, List<byte[]>> answers = new HashMap<>();
    private final Map<Integer, Integer> calls = new HashMap<>();
    private int open;
    private int turning = -1;
    private int faulting = -1;
    private int faultStatus;
    private @Nullable Random mutating;

    /** What a call returns. */
    record Answer(String pipe, int operation, byte[] stub) {
    }

    FakePipes(List<Answer> all) {
        all.forEach(a -> answers.computeIfAbsent(a.pipe() + " " + a.operation(), _ -> new ArrayList<>()).add(a.stub()));
    }

    /** An operation whose answers begin with another number each time. */
    void turn(int operation) {
        turning = operation;
    }

    /** An operation that is answered by a fault ([C706] 12.6.4.7), with this status. */
    void fault(int operation, int status) {
        faulting = operation;
        faultStatus = status;
    }

    /** Changes bytes of the PDUs, too. */
    void mutatePdus(Random random) {
        mutating = random;
    }

    int calls(int operation) {
        return calls.getOrDefault(operation, 0);
    }

    boolean areClosed() {
        return open == 0;
    }

    @Override
    public RpcPipe pipe(String name, String syntax) throws TransportException {
        var bytes = new Pipe(name);
        open++;
        try {
            return RpcPipe.bind(bytes, name, syntax);
        } catch (TransportException e) {
            bytes.close();
            throw e;
        }
    }

    private final class Pipe implements RpcPipe.Bytes {
        private final String name;
        private final Map<Integer, Integer> turns = new HashMap<>();
        private byte[] left = new byte[0];
        private int call;

        Pipe(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] bytes) {
            var request = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            call = request.getInt(12);
            if (bytes[2] == 11) {
                left = pdu(12, ACCEPTED);
            } else if ((bytes[3] & 2) != 0) {
                var operation = (int) request.getShort(22);
                left = answer(operation);
            }
        }

        private byte[] answer(int operation) {
            var number = calls.merge(operation, 1, Integer::sum);
            if (number > MOST_CALLS) {
                throw new AssertionError("there is no end of calls");
            }
            if (operation == faulting) {
                return pdu(3, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(8, faultStatus).array());
            }
            var known = answers.get(name + " " + operation);
            var turn = turns.merge(operation, 1, Integer::sum) - 1;
            var stub = known == null ? new byte[24] : known.get(turn % known.size()).clone();
            if (operation == turning && stub.length > 24) {
                ByteBuffer.wrap(stub).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number);
            }
            var head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(stub.length).array();
            var body = new ByteArrayOutputStream();
            body.writeBytes(head);
            body.writeBytes(stub);
            return pdu(2, body.toByteArray());
        }

        private byte[] pdu(int type, byte[] body) {
            var pdu = ByteBuffer.allocate(16 + body.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5).put((byte) 0)
                    .put((byte) type)
                    .put((byte) 3).putInt(0x10).putShort((short) (16 + body.length)).putShort((short) 0).putInt(call).put(body)
                    .array();
            var random = mutating;
            if (random != null && random.nextInt(4) == 0) {
                pdu[random.nextInt(Math.min(24, pdu.length))] = (byte) random.nextInt();
            }
            return pdu;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left.length == 0) {
                return -1;
            }
            var count = Math.min(length, left.length);
            System.arraycopy(left, 0, buffer, offset, count);
            left = Arrays.copyOfRange(left, count, left.length);
            return count;
        }

        @Override
        public void close() {
            open--;
        }
    }
}
