package org.tidewaiter.transport.net;

import java.io.IOException;
import java.io.InputStream;

/** What a server sends, as a stream. */
final class Heard extends InputStream {

    /** Where the bytes come from: {@link InputStream#read(byte[], int, int)}. */
    @FunctionalInterface
    interface Source {
        int read(byte[] buffer, int offset, int length) throws IOException;
    }

    private final Source source;

    Heard(Source source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // Whoever reads exactly so many bytes asks for none at the end of them, and must not wait for what follows.
        return length == 0 ? 0 : source.read(buffer, offset, length);
    }
}
