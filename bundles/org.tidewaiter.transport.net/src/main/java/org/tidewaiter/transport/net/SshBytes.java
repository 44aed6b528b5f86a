package org.tidewaiter.transport.net;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The data types of SSH (RFC 4251 section 5): reads and writes them. Reading beyond the end is {@link Unexpected}. */
final class SshBytes {
    private final ByteBuffer bytes;

    SshBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Writes. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer octet(int value) {
            bytes.write(value);
            return this;
        }

        Writer raw(byte[] value) {
            bytes.writeBytes(value);
            return this;
        }

        Writer number(int value) {
            return raw(ByteBuffer.allocate(4).putInt(value).array());
        }

        Writer string(byte[] value) {
            return number(value.length).raw(value);
        }

        Writer string(String value) {
            return string(value.getBytes(StandardCharsets.US_ASCII));
        }

        Writer names(List<String> names) {
            return string(String.join(",", names));
        }

        /** An mpint; zero has no bytes. */
        Writer integer(BigInteger value) {
            return string(value.signum() == 0 ? new byte[0] : value.toByteArray());
        }

        byte[] array() {
            return bytes.toByteArray();
        }
    }

    int octet() throws Unexpected {
        return Byte.toUnsignedInt(raw(1)[0]);
    }

    SshBytes skip(int length) throws Unexpected {
        raw(length);
        return this;
    }

    byte[] raw(int length) throws Unexpected {
        if (length < 0 || length > bytes.remaining()) {
            throw new Unexpected("ssh-malformed");
        }
        var value = new byte[length];
        bytes.get(value);
        return value;
    }

    byte[] string() throws Unexpected {
        return raw(ByteBuffer.wrap(raw(4)).getInt());
    }

    String text() throws Unexpected {
        return new String(string(), StandardCharsets.ISO_8859_1);
    }

    List<String> names() throws Unexpected {
        var text = text();
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }

    BigInteger integer() throws Unexpected {
        var value = string();
        return value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
    }
}
