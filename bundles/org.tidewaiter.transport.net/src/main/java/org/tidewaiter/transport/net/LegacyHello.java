package org.tidewaiter.transport.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * The first flight of TLS 1.2 and older (RFC 5246 section 7.4, RFC 2246, RFC 6101), by hand: this Java refuses SSL 3.0, TLS 1.0 and 1.1 and
 * the suites of their time, but up to TLS 1.2 version, suite and certificates stand in the clear in the server's first flight. Nothing is
 * encrypted and no key is agreed on; the server has not proved that the certificate is its own.
 */
final class LegacyHello {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int RECORDS_AT_MOST = 200;
    private static final int LONGEST_RECORD = (1 << 14) + 2048;
    private static final int LONGEST_FLIGHT = 1 << 17;

    private static final SequencedMap<Integer, String> SUITES = CipherSuites.LEGACY;
    private static final Map<Integer, String> VERSIONS = Map.of(0x0300, "SSLv3", 0x0301, "TLSv1", 0x0302, "TLSv1.1", 0x0303,
            "TLSv1.2");
    // supported_groups, ec_point_formats (RFC 8422), signature_algorithms from SHA-512 down to SHA-1 with RSA, ECDSA and DSA
    private static final byte[] EXTENSIONS = HexFormat.of().parseHex("000a000a0008001d001700180019" + "000b00020100"
            + "000d001a0018060106030501050304010403040203010303020102030202");

    /**
     * What the server said.
     *
     * @param protocol {@code TLSv1}, {@code SSLv3}
     * @param cipher   IANA name, or its number as {@code 0x0005}
     * @param chain    DER, as shown
     */
    record Flight(String protocol, String cipher, List<byte[]> chain) {
    }

    private final DataInputStream heard;
    private int flightLength;
    private ByteBuffer messages = ByteBuffer.allocate(0);
    private @Nullable String protocol;
    private String cipher = "";

    private LegacyHello(InputStream heard) {
        this.heard = new DataInputStream(heard);
    }

    /** The client's hello. */
    static byte[] hello(byte[] random) {
        var body = 2 + 32 + 1 + 2 + 2 * SUITES.size() + 2 + 2 + EXTENSIONS.length;
        var packet = ByteBuffer.allocate(5 + 4 + body);
        packet.put((byte) HANDSHAKE).putShort((short) 0x0301).putShort((short) (4 + body));
        packet.putInt(1 << 24 | body).putShort((short) 0x0303).put(random, 0, 32).put((byte) 0);
        packet.putShort((short) (2 * SUITES.size()));
        SUITES.keySet().forEach(suite -> packet.putShort(suite.shortValue()));
        return packet.put((byte) 1).put((byte) 0).putShort((short) EXTENSIONS.length).put(EXTENSIONS).array();
    }

    /** Says that the user has had enough (user_canceled and close_notify, RFC 5246 section 7.2.1), in the version agreed on. */
    static byte[] goodbye(Flight flight) {
        var version = VERSIONS.entrySet().stream().filter(v -> v.getValue().equals(flight.protocol)).findFirst()
                .map(Map.Entry::getKey).orElse(0x0301);
        return ByteBuffer.allocate(14).put((byte) ALERT).putShort(version.shortValue()).putShort((short) 2)
                .putShort((short) 0x015a)
                .put((byte) ALERT).putShort(version.shortValue()).putShort((short) 2).putShort((short) 0x0100).array();
    }

    /**
     * Reads until the certificates are there.
     *
     * @throws Unexpected {@code not-tls}, {@code tls-alert} or {@code tls-failed}
     */
    static Flight read(InputStream heard) throws IOException {
        return new LegacyHello(heard).flight();
    }

    private Flight flight() throws IOException {
        for (var i = 0; i < RECORDS_AT_MOST; i++) {
            record(i == 0);
            for (var message = message(); message != null; message = message()) {
                var flight = take(message);
                if (flight != null) {
                    return flight;
                }
            }
        }
        throw new Unexpected("tls-failed");
    }

    /** Appends one record to the messages (RFC 5246 section 6.2.1). */
    private void record(boolean isFirst) throws IOException {
        var type = heard.read();
        if (type < 0) {
            throw new EOFException("closed");
        }
        var version = heard.read();
        if (type < 20 || type > 23 || version != 3) {
            throw new Unexpected(isFirst ? "not-tls" : "tls-failed");
        }
        heard.readByte();
        var length = heard.readUnsignedShort();
        flightLength += length;
        if (length > LONGEST_RECORD || flightLength > LONGEST_FLIGHT) {
            throw new Unexpected("tls-failed");
        }
        var body = new byte[length];
        heard.readFully(body);
        if (type == ALERT) {
            // A warning (level 1) that the name is not known is no reason to stop (RFC 6066 section 3).
            if (length != 2 || body[0] != 1 || body[1] == 0) {
                throw new Unexpected("tls-alert");
            }
        } else if (type == HANDSHAKE) {
            messages = ByteBuffer.allocate(messages.remaining() + length).put(messages).put(body).flip();
        } else {
            throw new Unexpected("tls-failed");
        }
    }

    /** The next whole message with its header; null as long as it is not whole. */
    private @Nullable ByteBuffer message() {
        if (messages.remaining() < 4) {
            return null;
        }
        var length = messages.getInt(messages.position()) & 0xff_ffff;
        if (messages.remaining() - 4 < length) {
            return null;
        }
        var message = messages.slice(messages.position(), 4 + length);
        messages.position(messages.position() + 4 + length);
        return message;
    }

    private @Nullable Flight take(ByteBuffer message) throws Unexpected {
        var type = message.getInt() >>> 24;
        if (type == SERVER_HELLO && message.remaining() >= 38) {
            protocol = VERSIONS.get((int) message.getShort());
            var session = Byte.toUnsignedInt(message.get(message.position() + 32));
            if (message.remaining() >= 35 + session) {
                var suite = Short.toUnsignedInt(message.getShort(message.position() + 33 + session));
                cipher = SUITES.getOrDefault(suite, "0x%04x".formatted(suite));
            }
        }
        var agreed = protocol;
        if (type == CERTIFICATE && agreed != null) {
            return new Flight(agreed, cipher, certificates(message));
        }
        if (type == SERVER_HELLO_DONE || type == CERTIFICATE || type == SERVER_HELLO && agreed == null) {
            throw new Unexpected("tls-failed");
        }
        return null;
    }

    private static List<byte[]> certificates(ByteBuffer message) {
        var chain = new ArrayList<byte[]>();
        if (message.remaining() >= 3) {
            message.position(message.position() + 3);
        }
        while (message.remaining() >= 3) {
            var length = Byte.toUnsignedInt(message.get()) << 16 | Short.toUnsignedInt(message.getShort());
            if (length > message.remaining()) {
                break;
            }
            var certificate = new byte[length];
            message.get(certificate);
            chain.add(certificate);
        }
        return chain;
    }
}
