package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.transport.net.Unexpected;

/** SMB 2 and 3 up to the first answer to a login ([MS-SMB2] 2.2.3 to 2.2.6). Pure; decoding is total. */
final class Smb2 {
    private static final int HEADER = 64;
    private static final short NEGOTIATE = 0;
    private static final short SESSION_SETUP = 1;
    private static final byte[] PROTOCOL = { (byte) 0xfe, 'S', 'M', 'B' };
    private static final short SIGNING_ENABLED = 1;
    private static final int SIGNING_REQUIRED = 2;
    private static final short[] DIALECTS = { 0x0202, 0x0210, 0x0300, 0x0302, 0x0311 };
    private static final Map<Integer, String> NAMES = Map.of(0x0202, "2.0.2", 0x0210, "2.1", 0x0300, "3.0", 0x0302, "3.0.2",
            0x0311, "3.1.1");
    // [MS-SMB2] 2.2.4, Capabilities, by bit
    private static final List<String> CAPABILITIES = List.of("DFS", "LEASING", "LARGE_MTU", "MULTI_CHANNEL",
            "PERSISTENT_HANDLES", "DIRECTORY_LEASING", "ENCRYPTION", "NOTIFICATIONS");
    private static final int SALT = 32;

    private Smb2() {
    }

    /** Offers every dialect. The client's GUID is another one for each connection: servers take equal ones for one client. */
    static byte[] negotiate(UUID client, byte[] salt) {
        var dialects = 2 * DIALECTS.length;
        var contexts = align(HEADER + 36 + dialects);
        var message = header(NEGOTIATE, 0, contexts + align(8 + 6 + SALT) + 8 + 10);
        message.putShort((short) 36).putShort((short) DIALECTS.length).putShort(SIGNING_ENABLED).putShort((short) 0)
                .putInt(0x7f).putLong(client.getMostSignificantBits()).putLong(client.getLeastSignificantBits())
                .putInt(contexts).putShort((short) 2).putShort((short) 0);
        for (var dialect : DIALECTS) {
            message.putShort(dialect);
        }
        // preauthentication integrity by SHA-512 (2.2.3.1.1), which 3.1.1 cannot be without
        message.position(contexts).putShort((short) 1).putShort((short) (6 + SALT)).putInt(0).putShort((short) 1)
                .putShort((short) SALT)
                .putShort((short) 1).put(salt, 0, SALT);
        // encryption by AES in any of its forms (2.2.3.1.2)
        message.position(align(message.position())).putShort((short) 2).putShort((short) 10).putInt(0).putShort((short) 4)
                .putShort((short) 2).putShort((short) 1).putShort((short) 4).putShort((short) 3);
        return framed(message.array());
    }

    /** Asks for a session with the first message of NTLM. */
    static byte[] sessionSetup() {
        var token = Spnego.init();
        return framed(header(SESSION_SETUP, 1, HEADER + 24 + token.length).putShort((short) 25).put((byte) 0)
                .put((byte) SIGNING_ENABLED).putInt(1).putInt(0).putShort((short) (HEADER + 24)).putShort((short) token.length)
                .putLong(0).put(token).array());
    }

    private static ByteBuffer header(short command, long id, int length) {
        var message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(PROTOCOL).putShort((short) HEADER)
                .putShort((short) 0).putInt(0).putShort(command).putShort((short) 1).putInt(0).putInt(0).putLong(id);
        return message.position(HEADER);
    }

    private static int align(int place) {
        return place + 7 & ~7;
    }

    /** Direct TCP: a zero and three bytes of length, big-endian ([MS-SMB2] 2.1). */
    static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array();
    }

    /** The messages in what was received, without their frames; one that is cut is left out. */
    static List<Packet> messages(byte[] received) throws Unexpected {
        var whole = new Packet(received);
        var messages = new ArrayList<Packet>();
        for (long at = 0; at + 4 <= whole.length() && messages.size() < 4;) {
            var length = (long) whole.octet(at + 1) << 16 | whole.octet(at + 2) << 8 | whole.octet(at + 3);
            if (at + 4 + length > whole.length()) {
                break;
            }
            messages.add(whole.part(at + 4, length));
            at += 4 + length;
        }
        return messages;
    }

    /** Whether this is an answer that agrees to a dialect. */
    static boolean agrees(Packet message) throws Unexpected {
        return message.has(0, PROTOCOL) && message.length() >= HEADER + 64 && message.number(8) == 0
                && message.word(12) == NEGOTIATE && NAMES.containsKey(message.word(HEADER + 4));
    }

    static Optional<Observation> decode(int port, byte[] received, Evidence evidence) {
        try {
            var messages = messages(received);
            if (messages.isEmpty() || !agrees(messages.getFirst())) {
                return Optional.empty();
            }
            return Optional.of(server(port, messages.getFirst(), messages.size() > 1 ? ntlm(messages.get(1)) : null, evidence));
        } catch (Unexpected _) {
            return Optional.empty();
        }
    }

    private static @Nullable NtlmTarget ntlm(Packet message) throws Unexpected {
        return message.has(0, PROTOCOL) && message.length() > HEADER && message.word(12) == SESSION_SETUP
                ? Ntlm.challenge(message.from(HEADER).array()).orElse(null)
                : null;
    }

    private static Observation server(int port, Packet message, @Nullable NtlmTarget ntlm, Evidence evidence) throws Unexpected {
        var body = message.from(HEADER);
        var mode = body.word(2);
        var dialect = body.word(4);
        var bits = body.number(24);
        var capabilities = new ArrayList<String>();
        for (var i = 0; i < CAPABILITIES.size(); i++) {
            if ((bits >> i & 1) != 0) {
                capabilities.add(CAPABILITIES.get(i));
            }
        }
        return new Observation.SmbServer(port, String.valueOf(NAMES.get(dialect)), (mode & SIGNING_ENABLED) != 0,
                (mode & SIGNING_REQUIRED) != 0, guid(body), body.time(40), body.time(48), capabilities, body.number(28),
                body.number(32), body.number(36), Spnego.mechanisms(token(message)), ntlm, evidence);
    }

    private static String guid(Packet body) throws Unexpected {
        var digits = new StringBuilder();
        for (var i = 8; i < 24; i++) {
            digits.append("%02x".formatted(body.octet(i)));
        }
        return digits.toString();
    }

    private static Packet token(Packet message) {
        try {
            return message.part(message.word(HEADER + 56), message.word(HEADER + 58));
        } catch (Unexpected _) {
            return new Packet(new byte[0]);
        }
    }
}
