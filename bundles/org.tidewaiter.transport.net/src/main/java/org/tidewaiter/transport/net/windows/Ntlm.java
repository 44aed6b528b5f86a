package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.transport.net.Unexpected;

/**
 * NTLM up to the challenge ([MS-NLMP] 2.2.1.1 and 2.2.1.2), which tells names and version. The third message, the one that proves who we are,
 * is never sent: a server counts no failed login without it.
 */
final class Ntlm {
    private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHALLENGE = 2;
    // [MS-NLMP] 2.2.2.5
    private static final int UNICODE = 0x0000_0001;
    private static final int REQUEST_TARGET = 0x0000_0004;
    private static final int NTLM = 0x0000_0200;
    private static final int ALWAYS_SIGN = 0x0000_8000;
    private static final int EXTENDED_SECURITY = 0x0008_0000;
    private static final int VERSION = 0x0200_0000;
    private static final int KEY_128 = 0x2000_0000;
    private static final int KEY_56 = 0x8000_0000;
    private static final int LONGEST = 255;
    private static final int MOST_PAIRS = 32;
    // [MS-NLMP] 2.2.2.1
    private static final int COMPUTER = 1;
    private static final int DOMAIN = 2;
    private static final int DNS_COMPUTER = 3;
    private static final int DNS_DOMAIN = 4;
    private static final int DNS_FOREST = 5;
    private static final int TIMESTAMP = 7;

    private Ntlm() {
    }

    /** The first message: what we can, and neither a name nor a version of ours. */
    static byte[] negotiate() {
        return ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(1)
                .putInt(UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SECURITY | VERSION | KEY_128 | KEY_56).array();
    }

    /** Reads the challenge that lies anywhere in these bytes: alone, in SPNEGO, or in CredSSP. */
    static Optional<NtlmTarget> challenge(byte[] bytes) {
        for (var at = 0; at + 12 <= bytes.length; at++) {
            if (bytes[at] == 'N' && begins(bytes, at)) {
                try {
                    return Optional.of(target(new Packet(bytes).from(at)));
                } catch (Unexpected _) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] bytes, int at) {
        var packet = new Packet(bytes);
        return packet.has(at, SIGNATURE) && packet.has(at + SIGNATURE.length, (byte) CHALLENGE, (byte) 0, (byte) 0, (byte) 0);
    }

    private static NtlmTarget target(Packet message) throws Unexpected {
        var flags = message.number(20);
        Map<Integer, String> names = new HashMap<>();
        Instant time = null;
        // Challenges of before NTLMv2 end with ServerChallenge and its context.
        if (message.length() >= 48) {
            var pairs = message.part(message.number(44), message.word(40));
            for (int at = 0, count = 0; at + 4 <= pairs.length() && pairs.word(at) != 0 && count < MOST_PAIRS; count++) {
                var value = pairs.part(at + 4L, pairs.word(at + 2));
                if (pairs.word(at) == TIMESTAMP) {
                    time = value.time(0);
                } else if (pairs.word(at) <= DNS_FOREST) {
                    names.putIfAbsent(pairs.word(at), value.unicode(LONGEST));
                }
                at += 4 + value.length();
            }
        }
        var version = (flags & VERSION) == 0 || message.length() < 56 ? null : version(message.from(48));
        names.values().removeIf(String::isEmpty);
        return new NtlmTarget(names.get(COMPUTER), names.get(DOMAIN), names.get(DNS_COMPUTER), names.get(DNS_DOMAIN),
                names.get(DNS_FOREST), version, time);
    }

    /** [MS-NLMP] 2.2.2.10; null for zeros. */
    private static @Nullable String version(Packet bytes) throws Unexpected {
        return bytes.number(0) == 0 ? null : bytes.octet(0) + "." + bytes.octet(1) + "." + bytes.word(2);
    }
}
