package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.transport.net.Unexpected;

/** SMB 1 up to the first answer to a login ([MS-CIFS] 2.2.4.52 and 2.2.4.53, [MS-SMB] 2.2.4.5 and 2.2.4.6). Pure; decoding is total. */
final class Smb1 {
    private static final byte[] PROTOCOL = { (byte) 0xff, 'S', 'M', 'B' };
    private static final int HEADER = 32;
    private static final int NEGOTIATE = 0x72;
    private static final int SESSION_SETUP = 0x73;
    private static final byte[] DIALECT = "\2NT LM 0.12\0".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_DIALECT = 0xffff;
    private static final int NO_MORE = 0xff;
    private static final int EXTENDED_SECURITY = 0x8000_0000;
    private static final int UNICODE_AND_STATUS = 0x0000_0044;
    // SecurityMode of the answer: signatures
    private static final int SIGNING_ENABLED = 4;
    private static final int SIGNING_REQUIRED = 8;
    private static final int WORDS = 17;
    private static final int LONGEST = 120;

    private Smb1() {
    }

    /** Offers nothing but NT LM 0.12. */
    static byte[] negotiate() {
        return Smb2.framed(header(NEGOTIATE, 0, 3 + DIALECT.length).put((byte) 0).putShort((short) DIALECT.length).put(DIALECT)
                .array());
    }

    /**
     * Asks for a session with the first message of NTLM. The number of the virtual circuit is 1: a zero would end the other connections that
     * somebody at our address has.
     */
    static byte[] sessionSetup() {
        var token = Spnego.init();
        // the names of our system: empty ones, aligned to two bytes
        var bytes = token.length + (token.length % 2 == 0 ? 1 : 0) + 4;
        return Smb2.framed(header(SESSION_SETUP, 2, 1 + 24 + 2 + bytes).put((byte) 12).put((byte) NO_MORE).put((byte) 0)
                .putShort((short) 0).putShort((short) 16_644).putShort((short) 1).putShort((short) 1).putInt(0)
                .putShort((short) token.length).putInt(0).putInt(EXTENDED_SECURITY | UNICODE_AND_STATUS).putShort((short) bytes)
                .put(token).array());
    }

    private static ByteBuffer header(int command, int id, int length) {
        // case-insensitive names; Unicode, NT status codes, extended security, long names
        return ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN).put(PROTOCOL).put((byte) command).putInt(0)
                .put((byte) 0x18).putShort((short) 0xc801).putShort((short) 0).putLong(0).putShort((short) 0)
                .putShort((short) 0xffff).putShort((short) 1).putShort((short) 0).putShort((short) id);
    }

    /** Whether this answer agrees, and to a login by SPNEGO. */
    static boolean isExtended(Packet message) throws Unexpected {
        return agrees(message) && (message.number(HEADER + 20) & 0x8000_0000L) != 0;
    }

    private static boolean isAnswer(Packet message, int command) throws Unexpected {
        return message.has(0, PROTOCOL) && message.length() > HEADER + 2 && message.octet(4) == command;
    }

    private static boolean agrees(Packet message) throws Unexpected {
        return isAnswer(message, NEGOTIATE) && message.number(5) == 0 && message.octet(HEADER) == WORDS
                && message.word(HEADER + 1) == 0;
    }

    private static boolean refuses(Packet message) throws Unexpected {
        return isAnswer(message, NEGOTIATE)
                && (message.number(5) != 0 || message.octet(HEADER) >= 1 && message.word(HEADER + 1) == NO_DIALECT);
    }

    static Optional<Observation> decode(int port, byte[] received, Evidence evidence) {
        try {
            var messages = Smb2.messages(received);
            if (messages.isEmpty()) {
                return Optional.empty();
            }
            var first = messages.getFirst();
            if (refuses(first)) {
                return Optional.of(new Observation.Smb1Server(port, false, false, false, null, null, null, null, evidence));
            }
            if (!agrees(first)) {
                return Optional.empty();
            }
            var mode = first.octet(HEADER + 3);
            var setup = messages.size() > 1 ? setup(messages.get(1)) : new Setup(null, null, null);
            return Optional.of(new Observation.Smb1Server(port, true, (mode & SIGNING_ENABLED) != 0,
                    (mode & SIGNING_REQUIRED) != 0, first.time(HEADER + 24), setup.system(), setup.lanManager(), setup.ntlm(),
                    evidence));
        } catch (Unexpected _) {
            return Optional.empty();
        }
    }

    private record Setup(@Nullable String system, @Nullable String lanManager, @Nullable NtlmTarget ntlm) {
    }

    /** [MS-SMB] 2.2.4.6.2 */
    private static Setup setup(Packet message) throws Unexpected {
        if (!isAnswer(message, SESSION_SETUP) || message.octet(HEADER) != 4) {
            return new Setup(null, null, null);
        }
        var length = message.word(HEADER + 7);
        var data = HEADER + 11;
        var ntlm = Ntlm.challenge(message.part(data, length).array()).orElse(null);
        var at = data + length;
        var isUnicode = (message.word(10) & 0x8000) != 0;
        // text of two bytes a character is aligned from the message's beginning
        at += isUnicode ? at % 2 : 0;
        var system = text(message, at, isUnicode);
        return new Setup(Packet.orNull(system.text()), Packet.orNull(text(message, system.end(), isUnicode).text()), ntlm);
    }

    private record Text(String text, int end) {
    }

    private static Text text(Packet message, int from, boolean isUnicode) throws Unexpected {
        var step = isUnicode ? 2 : 1;
        var end = from;
        while (end + step <= message.length() && (isUnicode ? message.word(end) : message.octet(end)) != 0) {
            end += step;
        }
        var part = end > from ? message.part(from, end - from) : new Packet(new byte[0]);
        return new Text(isUnicode ? part.unicode(LONGEST) : part.text(LONGEST), end + step);
    }
}
