package org.tidewaiter.transport.net.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.net.Unexpected;

/**
 * The first step of a remote desktop connection ([MS-RDPBCGR] 2.2.1.1 and 2.2.1.2), and of CredSSP ([MS-CSSP] 2.2.1). What is stored names each
 * answer by its question, since one answer does not tell to which of them it belongs. Pure; decoding is total.
 */
final class Rdp {
    /** Name of what is stored of CredSSP: a TSRequest. */
    static final String CHALLENGE = "challenge";
    private static final int HEAD = 4;
    private static final int LONGEST_TEXT = 1 << 14;
    private static final int RESPONSE = 2;
    private static final int FAILURE = 3;
    private static final List<String> FAILURES = List.of("", "SSL_REQUIRED_BY_SERVER", "SSL_NOT_ALLOWED_BY_SERVER",
            "SSL_CERT_NOT_ON_SERVER", "INCONSISTENT_FLAGS", "HYBRID_REQUIRED_BY_SERVER",
            "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER");

    private Rdp() {
    }

    /** A protection that is asked for, each on a connection of its own: the server tells the strongest of those that it knows. */
    enum Wish {
        /** RDP's own. */
        RDP(0),
        /** TLS. */
        SSL(1),
        /** CredSSP, which is nothing without TLS, in both its forms. */
        HYBRID(1 | 2 | 8),
        /** For redirected connections. */
        RDSTLS(4);

        private final int protocols;

        Wish(int protocols) {
            this.protocols = protocols;
        }

        /** The question. */
        byte[] request() {
            // TPKT (RFC 1006), an X.224 connection request, RDP_NEG_REQ
            return ByteBuffer.allocate(19).put((byte) 3).put((byte) 0).putShort((short) 19).put((byte) 14).put((byte) 0xe0)
                    .putInt(0).put((byte) 0).order(ByteOrder.LITTLE_ENDIAN).put((byte) 1).put((byte) 0).putShort((short) 8)
                    .putInt(protocols).array();
        }
    }

    /** TSRequest with the first message of NTLM. */
    static byte[] credentialRequest() {
        var token = Der.of(Der.CONTEXT, Der.of(Der.OCTETS, Ntlm.negotiate()));
        return Der.of(Der.SEQUENCE, Der.of(Der.CONTEXT, Der.of(Der.INTEGER, 6)),
                Der.of(Der.CONTEXT + 1, Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, token))));
    }

    /** Whether this answer confirms the connection. */
    static boolean confirms(byte[] answer) {
        return answer.length >= HEAD + 7 && answer[0] == 3 && (answer[HEAD + 1] & 0xf0) == 0xd0;
    }

    /** Which protocols the server chose; 0 of one that is older than the choice, negative when it refuses. */
    static long chosen(byte[] answer) {
        try {
            var packet = new Packet(answer);
            return !confirms(answer) || code(packet, FAILURE) != 0 ? -1 : code(packet, RESPONSE);
        } catch (Unexpected _) {
            return -1;
        }
    }

    private static long code(Packet answer, int type) throws Unexpected {
        return answer.length() >= HEAD + 15 && answer.octet(HEAD + 7L) == type ? answer.number(HEAD + 11L) : 0;
    }

    static Optional<Observation> decode(int port, byte[] stored, Evidence evidence) {
        var facts = SessionFacts.of(stored);
        var protocols = new ArrayList<String>();
        var failures = new ArrayList<String>();
        var isRdp = false;
        for (var wish : Wish.values()) {
            var answer = bytes(facts, wish.name());
            isRdp |= confirms(answer);
            var chosen = chosen(answer);
            switch ((int) chosen) {
                case 0 -> addTo(protocols, "RDP");
                case 1 -> addTo(protocols, "SSL");
                case 2 -> addTo(protocols, "HYBRID");
                case 4 -> addTo(protocols, "RDSTLS");
                case 8 -> addTo(protocols, "HYBRID_EX");
                default -> failure(wish, answer).ifPresent(failures::add);
            }
        }
        var ntlm = challenge(facts);
        return isRdp ? Optional.of(new Observation.RdpServer(port, protocols, failures, ntlm, evidence)) : Optional.empty();
    }

    private static void addTo(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private static Optional<String> failure(Wish wish, byte[] answer) {
        try {
            var code = confirms(answer) ? code(new Packet(answer), FAILURE) : 0;
            return code == 0 ? Optional.empty()
                    : Optional.of(wish + " " + (code < FAILURES.size() ? FAILURES.get((int) code) : "%08x".formatted(code)));
        } catch (Unexpected _) {
            return Optional.empty();
        }
    }

    private static @Nullable NtlmTarget challenge(SessionFacts facts) {
        return Ntlm.challenge(bytes(facts, CHALLENGE)).orElse(null);
    }

    private static byte[] bytes(SessionFacts facts, String name) {
        var text = facts.value(name);
        return text.length() <= LONGEST_TEXT && text.matches("([0-9a-f]{2})*+") ? HexFormat.of().parseHex(text) : new byte[0];
    }
}
