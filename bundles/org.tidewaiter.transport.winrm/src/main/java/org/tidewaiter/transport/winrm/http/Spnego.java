package org.tidewaiter.transport.winrm.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.transport.winrm.seal.SealException;

/** The few messages of SPNEGO (RFC 4178, 4.2) that carry NTLM, in DER. For Kerberos Java has its own. */
final class Spnego {

    /** MechTypeList with NTLM alone, {@code 1.3.6.1.4.1.311.2.2.10}: what the list's signature is made over. */
    static final byte[] MECHANISMS = { 0x30, 0x0c, 0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, (byte) 0x82, 0x37, 0x02, 0x02,
        0x0a };

    /** negState: the login is done. */
    static final int ACCEPT_COMPLETED = 0;
    /** negState: the login is refused. */
    static final int REJECT = 2;

    private static final byte[] OID = { 0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02 };
    private static final int APPLICATION_0 = 0x60;
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int ENUMERATED = 0x0a;
    private static final int CONTEXT = 0xa0;

    private Spnego() {
    }

    /**
     * NegTokenResp.
     *
     * @param state -1 where it is not told
     * @param token empty where there is none
     * @param mic   the signature of the list of mechanisms; empty where there is none
     */
    record Response(int state, byte[] token, byte[] mic) {
    }

    /** NegTokenInit with an NTLM message. */
    static byte[] init(byte[] token) {
        var inner = joined(der(CONTEXT, MECHANISMS), der(CONTEXT + 2, der(OCTETS, token)));
        return der(APPLICATION_0, joined(OID, der(CONTEXT, der(SEQUENCE, inner))));
    }

    /** NegTokenResp with an NTLM message, and the list's signature where there is one. */
    static byte[] response(byte[] token, byte @Nullable [] mic) {
        var inner = der(CONTEXT + 2, der(OCTETS, token));
        return der(CONTEXT + 1, der(SEQUENCE, mic == null ? inner : joined(inner, der(CONTEXT + 3, der(OCTETS, mic)))));
    }

    /** Reads what the server answers. */
    static Response read(byte[] message) throws SealException {
        var sequence = new Der(new Der(message).content(CONTEXT + 1)).content(SEQUENCE);
        var fields = new Der(sequence);
        var state = -1;
        var token = new byte[0];
        var mic = new byte[0];
        while (fields.hasMore()) {
            var tag = fields.tag();
            var field = new Der(fields.content(tag));
            switch (tag) {
                case CONTEXT -> state = field.content(ENUMERATED)[0];
                case CONTEXT + 2 -> token = field.content(OCTETS);
                case CONTEXT + 3 -> mic = field.content(OCTETS);
                default -> {
                    // supportedMech: there is only one
                }
            }
        }
        return new Response(state, token, mic);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 5);
        out.write(tag);
        var length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            var bytes = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 3;
            out.write(0x80 + bytes);
            for (var i = bytes - 1; i >= 0; i--) out.write(length >>> 8 * i);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** Walks through DER. */
    private static final class Der {

        private final byte[] bytes;
        private final int end;
        private int at;

        Der(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            at = from;
            end = to;
        }

        Der(byte[] bytes) {
            this(bytes, 0, bytes.length);
        }

        boolean hasMore() {
            return at < end;
        }

        int tag() throws SealException {
            if (at >= end) throw broken();
            return bytes[at] & 0xff;
        }

        /** The content of the next element, which must have this tag and not be empty. */
        byte[] content(int expected) throws SealException {
            if (tag() != expected || at + 2 > end) throw broken();
            var length = bytes[at + 1] & 0xff;
            at += 2;
            if (length >= 0x80) {
                var count = length - 0x80;
                if (count < 1 || count > 3 || at + count > end) throw broken();
                length = 0;
                for (var i = 0; i < count; i++) length = length << 8 | bytes[at++] & 0xff;
            }
            if (length < 1 || length > end - at) throw broken();
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        private static SealException broken() {
            return new SealException("is no SPNEGO message");
        }
    }
}
