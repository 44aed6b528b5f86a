package org.tidewaiter.transport.net;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;

/** Sockets of this machine on 127.0.0.1 that behave as a test says. */
final class LocalServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

    /** How one connection is served. */
    @FunctionalInterface
    interface Manner {
        void serve(Socket peer) throws IOException, InterruptedException;
    }

    LocalServer(Manner manner) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            while (!socket.isClosed()) {
                try (var peer = socket.accept()) {
                    manner.serve(peer);
                } catch (IOException _) {
                    // the prober has gone, or the test is over
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
    }

    /** Says this, in parts, and waits for the other side's end. */
    static LocalServer saying(byte[]... parts) throws IOException {
        return new LocalServer(peer -> {
            for (var part : parts) {
                peer.getOutputStream().write(part);
                peer.getOutputStream().flush();
                Thread.sleep(parts.length > 1 ? 50 : 0);
            }
            peer.shutdownOutput();
            peer.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    /** Says this over and over. */
    static LocalServer repeating(byte[] start, byte[] again, long pauseMillis) throws IOException {
        return new LocalServer(peer -> {
            peer.getOutputStream().write(start);
            while (true) {
                peer.getOutputStream().write(again);
                Thread.sleep(pauseMillis);
            }
        });
    }

    static LocalServer silent() throws IOException {
        return new LocalServer(peer -> peer.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    int port() {
        return socket.getLocalPort();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static ProbeAnswer ask(Prober prober, Probe probe, Duration timeout) throws InterruptedException, TransportException {
        var gate = new ScopeGate(List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8)), List.of());
        return prober.ask(Question.of(gate.admit(IpAddress.parse("127.0.0.1")), probe, timeout));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
