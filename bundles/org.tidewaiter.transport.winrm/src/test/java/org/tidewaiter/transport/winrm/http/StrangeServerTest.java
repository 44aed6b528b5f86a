package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** Servers that are no WinRM: each says one thing to whoever asks. Nothing of the password may reach them. */
class StrangeServerTest {

    private final Visit visit = new Visit();

    /** Answers every connection's first request with the same bytes, and then closes it or leaves it open. */
    private static final class Parrot implements AutoCloseable {

        private final ServerSocket socket;
        private final byte[] words;
        private final boolean closes;

        Parrot(String words, boolean closes) throws IOException {
            socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
            this.words = words.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            this.closes = closes;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            try {
                while (true) {
                    var connection = socket.accept();
                    Thread.ofVirtual().start(() -> answer(connection));
                }
            } catch (IOException e) {
                // The test is over.
            }
        }

        private void answer(Socket connection) {
            try {
                var request = new StringBuilder();
                while (!request.toString().contains("\r\n\r\n")) {
                    var next = connection.getInputStream().read();
                    if (next < 0) return;
                    request.append((char) next);
                }
                connection.getOutputStream().write(words);
                connection.getOutputStream().flush();
                if (closes) connection.close();
            } catch (IOException e) {
                // The client has seen enough.
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 407 Proxy Authentication Required~Proxy-Authenticate: Basic realm=\"p\"~Content-Length: 0~~ | UNSUPPORTED | HTTP proxy",
        "HTTP/1.1 401 Unauthorized~Via: 1.1 squid~WWW-Authenticate: Negotiate~Content-Length: 0~~ | UNSUPPORTED | Via: 1.1 squid",
        "HTTP/1.1 502 Bad Gateway~Server: nginx~Content-Length: 0~~ | UNSUPPORTED | HTTP proxy stands in between (HTTP 502 from nginx)",
        "HTTP/1.1 401 Unauthorized~Content-Length: 0~~ | UNSUPPORTED | names no way to log in",
        "HTTP/1.1 200 OK~Content-Type: text/html~Content-Length: 2~~hi | UNSUPPORTED | asks for no login",
        "HTTP/1.1 404 Not Found~Content-Length: 0~~ | UNSUPPORTED | no WS-Management service there",
        "HTTP/1.1 302 Found~Location: http://127.0.0.2/~Content-Length: 0~~ | UNSUPPORTED | points elsewhere",
        "HTTP/1.1 503 Unavailable~Content-Length: 0~~ | BROKEN | not running, or overloaded",
        "HTTP/1.1 401 Unauthorized~WWW-Authenticate: Negotiate~Content-Length: 9999~~short | BROKEN | in the middle of an answer",
        "HTTP/1.1 401 Unauthorized~Content-Length: 99999999999~~x | BROKEN | in the middle of an answer",
        "SSH-2.0-OpenSSH_9.2~ | BROKEN | no HTTP",
        "HTTP/1.1 401 Unauthorized~WWW-Authenticate: Negotiate~Content-Length: -5~~ | BROKEN | in the middle of an answer" })
    void serverThatIsNoWinRmIsNamed(String words, Failure failure, String expected) throws IOException {
        try (var parrot = new Parrot(words, true)) {
            var found = assertThrows(TransportException.class, () -> visit.open(parrot.port()));
            assertEquals(failure, found.failure(), found.getMessage());
            assertTrue(found.getMessage().contains(expected), found.getMessage());
            assertEquals(0, visit.proofs.get());
        }
    }

    @Test
    void endlessHeadersAreBounded() throws IOException {
        try (var parrot = new Parrot("HTTP/1.1 401 Unauthorized~" + "X-Filler: x~".repeat(200_000), true)) {
            var found = assertThrows(TransportException.class, () -> visit.open(parrot.port()));
            assertEquals(Failure.BROKEN, found.failure(), found.getMessage());
        }
    }

    @Test
    void serverThatAcceptsAndSaysNothingMeetsTheDeadline() throws IOException {
        visit.loginTimeout = Duration.ofMillis(600);
        try (var parrot = new Parrot("", false)) {
            var start = System.nanoTime();
            var found = assertThrows(TransportException.class, () -> visit.open(parrot.port()));
            assertEquals(Failure.TIMED_OUT, found.failure(), found.getMessage());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2500);
        }
    }

    @Test
    void serverThatStopsInTheMiddleOfABodyMeetsTheDeadline() throws IOException {
        visit.loginTimeout = Duration.ofMillis(600);
        try (var parrot = new Parrot("HTTP/1.1 401 Unauthorized~Content-Length: 100~~a few", false)) {
            var found = assertThrows(TransportException.class, () -> visit.open(parrot.port()));
            assertEquals(Failure.TIMED_OUT, found.failure(), found.getMessage());
        }
    }

    @Test
    void nobodyAtThePortIsUnreachable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var found = assertThrows(TransportException.class, () -> visit.open(port));
        assertEquals(Failure.UNREACHABLE, found.failure());
        assertTrue(found.getMessage().contains("127.0.0.1:" + port), found.getMessage());
    }
}
