package org.tidewaiter.transport.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of an SSH connection, before anything is encrypted: identification strings (RFC 4253 section 4.2) and binary packets (section
 * 6). All of it is bounded.
 */
final class SshPackets {
    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_PACKET = 35_000;
    private static final int MOST_SKIPPED = 50;
    private static final int BLOCK = 8;
    private static final int LEAST_PADDING = 4;
    private static final int DISCONNECT = 1;
    private static final int LAST_SKIPPED = 4;

    private final DataInputStream heard;

    SshPackets(InputStream heard) {
        this.heard = new DataInputStream(heard);
    }

    /**
     * The server's identification string without its line end, each byte a character; lines before it are passed over.
     *
     * @throws Unexpected {@code not-ssh} when there is none among the first 50 lines
     */
    String identification() throws IOException {
        for (var i = 0; i < MOST_LINES; i++) {
            var line = line();
            if (line.startsWith("SSH-")) {
                return line;
            }
        }
        throw new Unexpected("not-ssh");
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = heard.read(); c != '\n'; c = heard.read()) {
            if (c < 0 && line.isEmpty()) {
                throw new EOFException("closed");
            }
            if (c < 0 || line.length() >= LONGEST_LINE) {
                throw new Unexpected("not-ssh");
            }
            line.append((char) c);
        }
        return line.isEmpty() || line.charAt(line.length() - 1) != '\r' ? line.toString() : line.substring(0, line.length() - 1);
    }

    /**
     * The payload of the next packet that is a message of the key exchange; messages that may come at any time are passed over.
     *
     * @throws Unexpected {@code ssh-malformed}, or {@code ssh-disconnect} when the server ends it
     */
    byte[] next() throws IOException {
        for (var i = 0; i < MOST_SKIPPED; i++) {
            var payload = packet();
            if (payload[0] == DISCONNECT) {
                throw new Unexpected("ssh-disconnect");
            }
            if (payload[0] < DISCONNECT || payload[0] > LAST_SKIPPED) {
                return payload;
            }
        }
        throw new Unexpected("ssh-malformed");
    }

    private byte[] packet() throws IOException {
        var length = heard.readInt();
        if (length < 2 || length > LONGEST_PACKET) {
            throw new Unexpected("ssh-malformed");
        }
        var packet = new byte[length];
        heard.readFully(packet);
        var payload = length - 1 - Byte.toUnsignedInt(packet[0]);
        if (payload < 1) {
            throw new Unexpected("ssh-malformed");
        }
        return new SshBytes(packet).skip(1).raw(payload);
    }

    /** A payload as a packet. */
    static byte[] packet(byte[] payload) {
        var padding = BLOCK - (5 + payload.length) % BLOCK;
        padding += padding < LEAST_PADDING ? BLOCK : 0;
        return ByteBuffer.allocate(5 + payload.length + padding).putInt(1 + payload.length + padding).put((byte) padding)
                .put(payload)
                .array();
    }

    /** The message that ends it: nobody is to blame (RFC 4253 section 11.1). */
    static byte[] disconnect() {
        return packet(new SshBytes.Writer().octet(DISCONNECT).number(11).string("").string("").array());
    }

    /** An identification string on the wire. */
    static byte[] line(String identification) {
        return (identification + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
