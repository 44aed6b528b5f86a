package org.tidewaiter.transport.net;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.probe.Observation;

/** NetBIOS node status (RFC 1002 sections 4.2.17 and 4.2.18). Pure; decoding is total. */
final class NetbiosStatus {
    private static final int NAME = 15;
    private static final int ENTRY = 18;
    private static final int GROUP = 0x8000;

    private NetbiosStatus() {
    }

    /** The request: who answers to the wildcard name. */
    static byte[] request(int id) {
        var packet = ByteBuffer.allocate(50).putShort((short) id).putShort((short) 0).putShort((short) 1).putShort((short) 0)
                .putInt(0).put((byte) 32);
        // "*" and zeros, each half byte as a letter from A (RFC 1001 section 14.1)
        packet.put((byte) 'C').put((byte) 'K');
        while (packet.position() < 45) {
            packet.put((byte) 'A');
        }
        return packet.put((byte) 0).putShort((short) 0x21).putShort((short) 1).array();
    }

    static Optional<Observation> decode(byte[] bytes, Evidence evidence) {
        var at = records(bytes);
        if (at < 0 || at >= bytes.length) {
            return Optional.empty();
        }
        var count = Byte.toUnsignedInt(bytes[at++]);
        var names = new ArrayList<String>();
        String computer = null;
        String workgroup = null;
        for (var i = 0; i < count && at + ENTRY <= bytes.length; i++, at += ENTRY) {
            var name = Words.of(Arrays.copyOfRange(bytes, at, at + NAME), NAME);
            var suffix = Byte.toUnsignedInt(bytes[at + NAME]);
            var isGroup = (ByteBuffer.wrap(bytes).getShort(at + NAME + 1) & GROUP) != 0;
            names.add(name + "<%02x> ".formatted(suffix) + (isGroup ? "group" : "unique"));
            if (suffix == 0 && !name.isEmpty()) {
                workgroup = isGroup && workgroup == null ? name : workgroup;
                computer = !isGroup && computer == null ? name : computer;
            }
        }
        return names.isEmpty() ? Optional.empty()
                : Optional.of(new Observation.NetbiosNames(computer, workgroup, names, mac(bytes, at), evidence));
    }

    /** Where the answer's data begin; negative when the packet is no node status answer. */
    private static int records(byte[] bytes) {
        var packet = ByteBuffer.wrap(bytes);
        if (bytes.length < 12 || (packet.getShort(2) & 0x8000) == 0 || packet.getShort(6) < 1) {
            return -1;
        }
        var at = 12;
        while (at < bytes.length && bytes[at] != 0) {
            at += (bytes[at] & 0xc0) == 0xc0 ? 1 : Byte.toUnsignedInt(bytes[at]) + 1;
            if (at - 12 > 255) {
                return -1;
            }
        }
        // the name's end, type, class, TTL, length
        return at + 11 < bytes.length && packet.getShort(at + 1) == 0x21 ? at + 11 : -1;
    }

    private static @Nullable MacAddress mac(byte[] bytes, int at) {
        if (at + 6 > bytes.length) {
            return null;
        }
        var mac = new MacAddress(ByteBuffer.allocate(8).position(2).put(bytes, at, 6).getLong(0));
        return mac.isZero() ? null : mac;
    }
}
