package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.tidewaiter.transport.net.Unexpected;

/**
 * A value in the basic encoding of ASN.1 (X.690 section 8), as SPNEGO, CredSSP and LDAP use it. Only definite lengths, and tags of one byte.
 *
 * @param tag     identifier octet
 * @param content without identifier and length
 * @param length  of all of it
 */
record Der(int tag, Packet content, int length) {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /** APPLICATION 0, constructed. */
    static final int APPLICATION = 0x60;
    /** Context-specific 0, constructed. */
    static final int CONTEXT = 0xa0;
    private static final int MOST = 1000;
    private static final String MALFORMED = "malformed";

    /** Encodes a value of values. */
    static byte[] of(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (var part : contents) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() < 0x80) {
            whole.write(content.size());
        } else {
            whole.write(0x82);
            whole.write(content.size() >> 8);
            whole.write(content.size());
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    /** Encodes a text, or nothing. */
    static byte[] of(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes a small number. */
    static byte[] of(int tag, int value) {
        return of(tag, new byte[] { (byte) value });
    }

    /** Reads the value that begins at a place. */
    static Der at(Packet packet, int at) throws Unexpected {
        var tag = packet.octet(at);
        var first = packet.octet(at + 1);
        if ((tag & 0x1f) == 0x1f || first == 0x80 || first > 0x84) {
            throw new Unexpected(MALFORMED);
        }
        long length = first;
        var head = 2;
        if (first > 0x80) {
            length = 0;
            for (; head < 2 + (first & 0x7f); head++) {
                length = length << 8 | packet.octet(at + head);
            }
        }
        return new Der(tag, packet.part((long) at + head, length), (int) (head + length));
    }

    static Der of(Packet packet) throws Unexpected {
        return at(packet, 0);
    }

    /** The values in this one. */
    List<Der> parts() throws Unexpected {
        var parts = new ArrayList<Der>();
        for (var at = 0; at < content.length() && parts.size() < MOST; at += parts.getLast().length()) {
            parts.add(at(content, at));
        }
        return parts;
    }

    /** The first value of this tag in this one. */
    Optional<Der> find(int wanted) throws Unexpected {
        return parts().stream().filter(p -> p.tag() == wanted).findFirst();
    }

    /** The same, where it must be. */
    Der get(int wanted) throws Unexpected {
        return find(wanted).orElseThrow(() -> new Unexpected(MALFORMED));
    }

    String text() {
        return new String(content.array(), StandardCharsets.UTF_8);
    }

    /** An object identifier in dots (X.690 section 8.19); "" when it is none. */
    String objectIdentifier() throws Unexpected {
        var text = new StringBuilder();
        var arc = 0L;
        for (var i = 0; i < content.length() && i < 64; i++) {
            var octet = content.octet(i);
            arc = (arc & 0xff_ffff_ffffL) << 7 | octet & 0x7f;
            if ((octet & 0x80) == 0) {
                text.append(text.isEmpty() ? Math.min(arc / 40, 2) + "." + (arc - 40 * Math.min(arc / 40, 2)) : "." + arc);
                arc = 0;
            }
        }
        return text.toString();
    }
}
