package org.tidewaiter.transport.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 or 1.2 (RFC 8446, RFC 5246) on a conversation, by this Java's own TLS. No server name is sent: an address has none. No client
 * certificate is ever shown. The peer is not authenticated: see {@link CertificateRecorder}.
 */
public final class TlsConnection {
    // A record has at most 2^14 bytes and 2,048 of overhead (RFC 5246 section 6.2.3).
    private static final int RECORD = 40_000;
    private static final int HEARD_AT_MOST = 1 << 19;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Conversation conversation;
    private final InputStream heard;
    private final CertificateRecorder recorder = new CertificateRecorder();
    private final SSLEngine engine;
    private final ByteBuffer received = ByteBuffer.allocate(RECORD);
    private final ByteBuffer opened = ByteBuffer.allocate(RECORD).flip();
    private final byte[] firstBytes = new byte[2];
    private int total;

    /** On a conversation that has just begun, or was told that TLS follows. */
    public TlsConnection(Conversation conversation) {
        this.conversation = conversation;
        heard = conversation.heard();
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] { recorder }, null);
            engine = context.createSSLEngine();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] { "TLSv1.3", "TLSv1.2" });
    }

    /** What the server showed, in DER; also after a handshake that failed later than that. */
    List<byte[]> chain() {
        return recorder.chain();
    }

    /** The version agreed on: {@code TLSv1.3}. */
    String protocol() {
        return recorder.protocol();
    }

    /** The cipher suite agreed on, by its IANA name. */
    String cipher() {
        return recorder.cipher();
    }

    /**
     * Agrees on keys.
     *
     * @throws Unexpected {@code not-tls}, {@code tls-alert} or {@code tls-failed}
     */
    public void handshake() throws IOException {
        try {
            engine.beginHandshake();
            var status = engine.getHandshakeStatus();
            while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
                step(status);
                status = engine.getHandshakeStatus();
            }
        } catch (SSLException e) {
            throw sorted(e);
        }
    }

    private void step(HandshakeStatus status) throws IOException {
        switch (status) {
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case NEED_TASK -> {
                for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case FINISHED, NOT_HANDSHAKING -> {
                // nothing is left to do
            }
        }
    }

    /** An alert of the other side, a failure of ours (which is then told to the other side), or no TLS at all. */
    private Unexpected sorted(SSLException failure) throws IOException {
        if (!isTls()) {
            return new Unexpected("not-tls", failure);
        }
        if (String.valueOf(failure.getMessage()).contains("Received fatal alert")) {
            return new Unexpected("tls-alert", failure);
        }
        close();
        return new Unexpected("tls-failed", failure);
    }

    /** Records are of types 20 to 23, and their version begins with 3 (RFC 5246 section 6.2.1). */
    private boolean isTls() {
        return firstBytes[0] >= 20 && firstBytes[0] <= 23 && firstBytes[1] == 3;
    }

    /** Sends, encrypted. */
    public void say(byte[] bytes) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                wrap(rest);
            }
        } catch (SSLException e) {
            throw sorted(e);
        }
    }

    /** What the server sends, decrypted. */
    public InputStream heard() {
        return new Heard(this::open);
    }

    private int open(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (!opened.hasRemaining()) {
                var status = engine.getHandshakeStatus();
                if (engine.isInboundDone()) {
                    return -1;
                }
                if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
                    unwrap();
                } else {
                    step(status);
                }
            }
        } catch (EOFException _) {
            // closed without close_notify, as many do
            return -1;
        } catch (SSLException e) {
            throw sorted(e);
        }
        var count = Math.min(length, opened.remaining());
        opened.get(buffer, offset, count);
        return count;
    }

    /** Tells the other side that this is the end; what is under way is given up. */
    public void close() throws IOException {
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                if (wrap(NOTHING) == Status.CLOSED) {
                    return;
                }
            }
        } catch (SSLException _) {
            // it is over anyway
            return;
        }
    }

    private Status wrap(ByteBuffer plain) throws IOException {
        var packet = ByteBuffer.allocate(RECORD);
        var result = engine.wrap(plain, packet);
        packet.flip();
        if (packet.hasRemaining()) {
            var bytes = new byte[packet.remaining()];
            packet.get(bytes);
            conversation.say(bytes);
        } else if (result.getStatus() != Status.CLOSED && result.bytesConsumed() == 0 && plain.hasRemaining()) {
            throw new SSLException("nothing can be sent");
        }
        return result.getStatus();
    }

    private void unwrap() throws IOException {
        received.flip();
        opened.compact();
        var status = Status.CLOSED;
        try {
            status = engine.unwrap(received, opened).getStatus();
        } finally {
            received.compact();
            opened.flip();
        }
        if (status == Status.BUFFER_UNDERFLOW) {
            fill();
        } else if (status == Status.BUFFER_OVERFLOW) {
            throw new SSLException("a record that is too long");
        } else if (status == Status.CLOSED) {
            throw new EOFException("closed");
        }
    }

    private void fill() throws IOException {
        if (!received.hasRemaining() || total > HEARD_AT_MOST) {
            throw new SSLException("more than a handshake and a page");
        }
        var count = heard.read(received.array(), received.position(), received.remaining());
        if (count < 0) {
            throw new EOFException("closed");
        }
        for (var i = total; i < firstBytes.length && i < total + count; i++) {
            firstBytes[i] = received.get(received.position() + i - total);
        }
        received.position(received.position() + count);
        total += count;
    }
}
