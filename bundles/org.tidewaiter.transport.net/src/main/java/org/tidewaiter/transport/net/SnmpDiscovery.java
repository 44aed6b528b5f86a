package org.tidewaiter.transport.net;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.Observation;

/**
 * SNMPv3 engine discovery (RFC 3414 section 4, messages of RFC 3412 section 6): a get request without user and engine id, which an agent
 * answers with a report that names its engine. Pure; decoding is total.
 */
final class SnmpDiscovery {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final byte[] REQUEST = HexFormat.of().parseHex("303e020103" // version 3
            + "301102040000000002030100000401040201" + "03" // id, size 65536, reportable, user-based security model
            + "04103" + "00e0400020100020100040004000400" // no engine, no boots, no time, no user
            + "30140400" + "0400" + "a00e02040000000002010002010030" + "00"); // a get request of nothing
    private static final int MESSAGE_ID = 9;
    private static final int REQUEST_ID = 54;

    private SnmpDiscovery() {
    }

    static byte[] request(int id) {
        var packet = ByteBuffer.wrap(REQUEST.clone());
        packet.putInt(MESSAGE_ID, id).putInt(REQUEST_ID, id);
        return packet.array();
    }

    static boolean answers(byte[] bytes, int id) {
        var message = message(bytes);
        return message != null && message.id == id;
    }

    static Optional<Observation> decode(byte[] bytes, Evidence evidence) {
        var message = message(bytes);
        if (message == null || message.engine.length < 5 || message.engine.length > 32) {
            return Optional.empty();
        }
        var enterprise = ByteBuffer.wrap(message.engine).getInt() & 0x7fff_ffffL;
        return Optional.of(new Observation.SnmpEngine(HexFormat.of().formatHex(message.engine), enterprise, mac(message.engine),
                message.boots, message.seconds, evidence));
    }

    /** RFC 3411 section 5: with the first bit set, a fifth octet of 3 says that a MAC address follows. */
    private static @Nullable MacAddress mac(byte[] engine) {
        if (engine[0] >= 0 || engine[4] != 3 || engine.length != 11) {
            return null;
        }
        var mac = new MacAddress(ByteBuffer.allocate(8).position(2).put(engine, 5, 6).getLong(0));
        return mac.isZero() ? null : mac;
    }

    private record Message(long id, byte[] engine, long boots, long seconds) {
    }

    private static @Nullable Message message(byte[] bytes) {
        var reader = new Reader(ByteBuffer.wrap(bytes));
        var message = reader.enter(SEQUENCE);
        if (message == null || !Long.valueOf(3).equals(message.integer())) {
            return null;
        }
        var global = message.enter(SEQUENCE);
        var id = global == null ? null : global.integer();
        var parameters = message.enter(OCTETS);
        var security = parameters == null ? null : parameters.enter(SEQUENCE);
        if (id == null || security == null) {
            return null;
        }
        var engine = security.octets();
        var boots = security.integer();
        var seconds = security.integer();
        return engine == null || boots == null || seconds == null ? null : new Message(id, engine, boots, seconds);
    }

    /** Reads BER (X.690) of the few shapes that SNMP has; null for whatever is none of them. */
    private record Reader(ByteBuffer bytes) {
        @Nullable
        Reader enter(int tag) {
            var length = length(tag);
            if (length < 0) {
                return null;
            }
            var inner = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            return new Reader(inner);
        }

        byte @Nullable [] octets() {
            var inner = enter(OCTETS);
            if (inner == null) {
                return null;
            }
            var value = new byte[inner.bytes.remaining()];
            inner.bytes.get(value);
            return value;
        }

        @Nullable
        Long integer() {
            var inner = enter(INTEGER);
            if (inner == null || inner.bytes.remaining() < 1 || inner.bytes.remaining() > 8) {
                return null;
            }
            long value = inner.bytes.get();
            while (inner.bytes.hasRemaining()) {
                value = value << 8 | Byte.toUnsignedInt(inner.bytes.get());
            }
            return value;
        }

        private int length(int tag) {
            if (bytes.remaining() < 2 || Byte.toUnsignedInt(bytes.get()) != tag) {
                return -1;
            }
            var first = Byte.toUnsignedInt(bytes.get());
            long length = first;
            if (first >= 0x80) {
                length = 0;
                for (var i = 0; i < (first & 0x7f); i++) {
                    if (i >= 4 || !bytes.hasRemaining()) {
                        return -1;
                    }
                    length = length << 8 | Byte.toUnsignedInt(bytes.get());
                }
            }
            return length <= bytes.remaining() ? (int) length : -1;
        }
    }
}
