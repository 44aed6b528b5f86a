package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;

/** Against sockets of this machine's own kernel on 127.0.0.1. */
@Timeout(30)
class TcpProberTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TcpProber prober = new TcpProber(new SharedNetwork());

    private static ScopedAddress address(String text) throws TransportException {
        var gate = new ScopeGate(List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8), new Prefix(IpAddress.parse("::"), 0)),
                List.of());
        return gate.admit(IpAddress.parse(text));
    }

    /** Accepts one connection, says something, and reports what it then read: -1 is our FIN. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final CompletableFuture<Object> heard = new CompletableFuture<>();

        Server(byte[]... said) throws IOException {
            socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
            Thread.ofPlatform().daemon().start(() -> serve(said));
        }

        private void serve(byte[][] said) {
            try (Socket peer = socket.accept()) {
                for (var part : said) {
                    peer.getOutputStream().write(part);
                    Thread.sleep(100);
                }
                heard.complete(peer.getInputStream().read());
            } catch (IOException | InterruptedException e) {
                heard.complete(e);
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anOpenPortIsOpenedAndClosedInOrderWithoutAByte() throws Exception {
        try (var server = new Server()) {
            var answer = prober.ask(Question.of(address("127.0.0.1"), new Probe.TcpConnect(server.port()), TIMEOUT));
            assertEquals(PortState.OPEN, answer.state());
            assertEquals("syn-ack", answer.reason());
            assertNotNull(answer.roundTrip());
            assertEquals(-1, server.heard.get(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void aServerThatTalksFirstStillSeesFinAndNoReset() throws Exception {
        try (var server = new Server(bytes("220 ready\r\n"))) {
            prober.ask(Question.of(address("127.0.0.1"), new Probe.TcpConnect(server.port()), TIMEOUT));
            assertEquals(-1, server.heard.get(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void aShutPortIsClosed() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        var answer = prober.ask(Question.of(address("127.0.0.1"), new Probe.TcpConnect(port), TIMEOUT));
        assertEquals(PortState.CLOSED, answer.state());
        assertEquals("rst", answer.reason());
    }

    @Test
    void aFullBacklogIsNoAnswer() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var waiting = new ArrayList<SocketChannel>();
            try {
                for (var i = 0; i < 8; i++) {
                    var channel = SocketChannel.open();
                    waiting.add(channel);
                    channel.configureBlocking(false);
                    channel.connect(socket.getLocalSocketAddress());
                }
                Thread.sleep(200);
                var answer = prober.ask(Question.of(address("127.0.0.1"), new Probe.TcpConnect(socket.getLocalPort()),
                        Duration.ofMillis(400)));
                assertEquals(PortState.NO_ANSWER, answer.state());
                assertEquals("no-answer", answer.reason());
                assertNull(answer.roundTrip());
            } finally {
                for (var channel : waiting) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void controllersAreLeftAlone() throws Exception {
        for (var port : List.of(102, 502, 789, 1911, 2404, 20000, 44818, 47808)) {
            assertEquals("not-asked",
                    prober.ask(Question.of(address("127.0.0.1"), new Probe.TcpConnect(port), TIMEOUT)).reason());
        }
    }

    @Test
    void theIdentificationOfSshMayStandBehindOtherLines() throws Exception {
        try (var server = new Server(bytes("Authorised use only\r\n"), bytes("More of it\r\n"), bytes("SSH-2.0-Open"),
                bytes("SSH_9.9\r\n"))) {
            var probe = new Probe.Banner(server.port());
            var answer = prober.ask(Question.of(address("127.0.0.1"), probe, TIMEOUT));
            assertArrayEquals(bytes("Authorised use only\r\nMore of it\r\nSSH-2.0-OpenSSH_9.9\r\n"), answer.bytes());
            var seen = assertInstanceOf(Observation.BannerText.class,
                    prober.decode(probe, answer.bytes(), new Evidence(1, "")).orElseThrow());
            assertEquals("SSH-2.0-OpenSSH_9.9", seen.text());
            assertEquals(-1, server.heard.get(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void aSilentServerHasNoBannerAndAFloodingOneAShortOne() throws Exception {
        try (var silent = new Server(); var flooding = new Server(new byte[1 << 20])) {
            var quiet = prober.ask(Question.of(address("127.0.0.1"), new Probe.Banner(silent.port()), Duration.ofMillis(300)));
            assertEquals(PortState.OPEN, quiet.state());
            assertEquals(0, quiet.bytes().length);
            assertTrue(prober.decode(new Probe.Banner(22), quiet.bytes(), new Evidence(1, "")).isEmpty());
            assertEquals(1024,
                    prober.ask(Question.of(address("127.0.0.1"), new Probe.Banner(flooding.port()), TIMEOUT)).bytes().length);
        }
    }

    @Test
    void cancelledItComesBackAtOnce() throws Exception {
        try (var server = new Server()) {
            for (var builder : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
                CompletableFuture<Object> outcome = new CompletableFuture<>();
                var thread = builder.start(() -> {
                    try {
                        outcome.complete(
                                prober.ask(Question.of(address("127.0.0.1"), new Probe.Banner(server.port()),
                                        Duration.ofSeconds(25))));
                    } catch (InterruptedException | TransportException e) {
                        outcome.complete(e);
                    }
                });
                Thread.sleep(300);
                thread.interrupt();
                assertInstanceOf(InterruptedException.class, outcome.get(2, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void controlCharactersAreEscapesAndAnyBytesAreReadable() {
        assertEquals("a\\x1b[2Jb\\r\\nc\\u202e\\\\",
                BannerDecoder.text("a\u001b[2Jb\r\nc\u202e\\\r\n".getBytes(StandardCharsets.UTF_8)));
        var random = new Random(1);
        for (var i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            var text = BannerDecoder.text(bytes);
            assertTrue(text.length() <= 1024);
            assertTrue(text.chars().noneMatch(Character::isISOControl));
        }
    }
}
