package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tidewaiter.transport.net.LocalServer.bytes;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.ProbeAnswer;

import com.sun.net.httpserver.HttpServer;

/** Against Java's own web server, and against sockets that answer in odd ways. */
@Timeout(60)
class HttpProberTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HttpProber prober = new HttpProber();

    private ProbeAnswer ask(LocalServer server) throws Exception {
        return LocalServer.ask(prober, new Probe.HttpGet(server.port(), false), TIMEOUT);
    }

    private Observation.HttpAnswer see(byte[]... said) throws Exception {
        try (var server = LocalServer.saying(said)) {
            return LabNetwork.decoded(Observation.HttpAnswer.class, prober, new Probe.HttpGet(server.port(), false), ask(server));
        }
    }

    @ParameterizedTest
    @CsvSource({ "0", "-1" })
    void chunksAreUndoneAndTheEndIsSeen(int length) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        var asked = new ArrayList<String>();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().keySet().stream().sorted().toList());
            exchange.getResponseHeaders().add("Server", "Kästchen/1.0");
            exchange.getResponseHeaders().add("Set-Cookie", "session=1");
            var page = ("<html><head><TITLE\n class=x>Zähler &amp; &#x4d;esser &#65; &lt;&#0;1&gt;</TITLE>" + "x".repeat(30_000))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, length < 0 ? page.length : 0);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        server.start();
        try {
            var probe = new Probe.HttpGet(server.getAddress().getPort(), false);
            var answer = LocalServer.ask(prober, probe, TIMEOUT);
            assertEquals("http", answer.reason());
            var seen = LabNetwork.decoded(Observation.HttpAnswer.class, prober, probe, answer);
            assertEquals("Zähler & Messer A < 1>", seen.title());
            assertEquals(List.of("GET [Accept, Connection, Host, User-agent]"), asked);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerWithoutFieldsIsOne() throws Exception {
        var seen = see(bytes("HTTP/1.0 404\n\n"));
        assertEquals(404, seen.status());
        assertNull(seen.server());
        assertNull(seen.title());
        assertEquals(500, see(bytes("HTTP/1.0 500 Oh no\r\n")).status());
    }

    @Test
    void titlesAreReadInTheirCharset() throws Exception {
        assertEquals("Gerät", see(bytes(OK + "Content-Type: text/html; charset=ISO-8859-1\r\n\r\n<title>Gerät</title>")).title());
        assertEquals("Gerät", see(bytes(OK + "\r\n<meta charset=\"iso-8859-1\"><title>Gerät</title>")).title());
        assertEquals("Gerät", see(bytes(OK + "Content-Type: text/html; charset=klingon\r\n\r\n<title>Gerät</title>")).title());
        assertEquals("Gerät", see(bytes(OK + "\r\n"), "<title>Gerät</title>".getBytes(StandardCharsets.UTF_8)).title());
        assertEquals("日本", see(bytes(OK + "Content-Type: text/html; charset=\"Shift_JIS\"\r\n\r\n<title>"),
                "日本".getBytes("Shift_JIS"), bytes("</title>")).title());
    }

    @Test
    void aTitleWithoutEndIsCut() throws Exception {
        var title = see(bytes(OK + "\r\n<title>" + "long ".repeat(20_000) + "</title>")).title();
        assertNotNull(title);
        assertTrue(title.length() <= 255 && title.startsWith("long long"), title);
        assertEquals(255, see(bytes(OK + "\r\n<title>"), "ü".repeat(50_000).getBytes(StandardCharsets.UTF_8)).title().length());
        assertNull(see(bytes(OK + "\r\n<titles>no</titles><title")).title());
        assertNull(see(bytes(OK + "Content-Encoding: gzip\r\n\r\n<title>x</title>")).title());
    }

    @Test
    void severalSchemesAreAllTold() throws Exception {
        assertEquals("Negotiate, Digest realm=\"a b\"", see(bytes("HTTP/1.1 401 No\r\nwww-authenticate: Negotiate\r\n"
                + "WWW-Authenticate: Digest\r\n  realm=\"a b\"\r\n\r\n")).authenticate());
        assertEquals(401, see(bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\n\r\n")).status());
    }

    @Test
    void aServerThatKeepsTheConnectionIsNotWaitedFor() throws Exception {
        for (var said : List.of(OK + "Content-Length: 5\r\n\r\nhello", "HTTP/1.1 204 No\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")) {
            try (var server = new LocalServer(peer -> {
                peer.getOutputStream().write(bytes(said));
                peer.getInputStream().transferTo(OutputStream.nullOutputStream());
            })) {
                var began = System.nanoTime();
                assertEquals("http", ask(server).reason());
                assertTrue(System.nanoTime() - began < 1_500_000_000L);
            }
        }
    }

    @Test
    void aServerThatSendsForEverIsCut() throws Exception {
        try (var server = LocalServer.repeating(bytes(OK + "\r\n"), new byte[1 << 12], 0)) {
            var answer = ask(server);
            assertEquals("http-cut", answer.reason());
            assertEquals(OK.length() + 2 + (1 << 16), answer.bytes().length);
        }
        try (var server = LocalServer.repeating(bytes(OK), bytes("A: b\r\n"), 0)) {
            assertEquals(1 << 15, ask(server).bytes().length);
        }
    }

    @Test
    void whatIsNoHttpIsNone() throws Exception {
        for (var said : List.of("220 mail ready\r\n", "<html><title>HTTP/0.9</title>", "HTTP/1.1 999 x\r\n\r\n", "HTTP")) {
            try (var server = LocalServer.saying(bytes(said))) {
                var answer = ask(server);
                assertEquals("not-http 0", answer.reason() + " " + answer.bytes().length);
            }
        }
        try (var silent = LocalServer.silent()) {
            assertEquals("no-answer",
                    LocalServer.ask(prober, new Probe.HttpGet(silent.port(), false), Duration.ofMillis(300)).reason());
            assertEquals("no-answer",
                    LocalServer.ask(prober, new Probe.HttpGet(silent.port(), true), Duration.ofMillis(300)).reason());
        }
        try (var mute = LocalServer.saying(new byte[0])) {
            assertEquals("closed", ask(mute).reason());
        }
    }

    @Test
    void withinTlsItReadsAPageAndNothingOfAServerThatWantsACertificate() throws Exception {
        assumeTrue(OpensslServer.obstacle().isEmpty(), () -> OpensslServer.obstacle().orElseThrow());
        try (var server = new OpensslServer("rsa:2048", "-www")) {
            var probe = new Probe.HttpGet(server.port(), true);
            var seen = LabNetwork.decoded(Observation.HttpAnswer.class, prober, probe, LocalServer.ask(prober, probe, TIMEOUT));
            assertEquals(200, seen.status());
        }
        try (var server = new OpensslServer("rsa:2048", "-www", "-tls1_3", "-Verify", "1")) {
            assertEquals("tls-alert", LocalServer.ask(prober, new Probe.HttpGet(server.port(), true), TIMEOUT).reason());
        }
    }

    @Test
    void cancelledTheyComeBackAtOnce() throws Exception {
        try (var server = LocalServer.silent(); var second = LocalServer.silent()) {
            for (var builder : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
                for (var probe : List.of(new Probe.HttpGet(server.port(), false), new Probe.HttpGet(second.port(), true))) {
                    CompletableFuture<Object> outcome = new CompletableFuture<>();
                    var thread = builder.start(() -> {
                        try {
                            outcome.complete(LocalServer.ask(prober, probe, Duration.ofSeconds(25)));
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
    }

    @Test
    void brokenChunksEndTheBody() {
        assertEquals("abc", new String(HttpDecoder.unchunked(bytes("3;x=y\r\nabc\r\nzz\r\n")), StandardCharsets.US_ASCII));
        assertEquals("ab", new String(HttpDecoder.unchunked(bytes("fffffff\r\nab")), StandardCharsets.US_ASCII));
        assertEquals(0, HttpDecoder.unchunked(bytes("ffffffffffff\r\nab")).length);
    }
}
