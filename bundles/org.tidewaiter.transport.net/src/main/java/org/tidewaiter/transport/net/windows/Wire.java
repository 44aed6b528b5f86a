package org.tidewaiter.transport.net.windows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.tidewaiter.transport.net.Unexpected;

/** Reads from a connection. */
final class Wire {
    private Wire() {
    }

    /**
     * Reads so many bytes.
     *
     * @throws EOFException when the connection ends before
     */
    static byte[] exactly(InputStream heard, int length) throws IOException {
        var bytes = heard.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed");
        }
        return bytes;
    }

    static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /**
     * Reads one sequence of ASN.1 as it is encoded.
     *
     * @param longest content that is still read
     * @param refusal the reason when something else came
     */
    static byte[] der(InputStream heard, int longest, String refusal) throws IOException {
        var head = exactly(heard, 2);
        if (head[0] != Der.SEQUENCE || head[1] == (byte) 0x80 || Byte.toUnsignedInt(head[1]) > 0x84) {
            throw new Unexpected(refusal);
        }
        var more = head[1] >= 0 ? new byte[0] : exactly(heard, head[1] & 0x7f);
        var length = head[1] >= 0 ? head[1] : 0L;
        for (var octet : more) {
            length = length << 8 | Byte.toUnsignedInt(octet);
        }
        if (length > longest) {
            throw new Unexpected(refusal);
        }
        return joined(joined(head, more), exactly(heard, (int) length));
    }
}
