package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Against openssl, as new and as old as it can be, and against servers that are none. */
@Timeout(60)
class TlsProberTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final TlsProber prober = new TlsProber();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "rsa:2048|-tls1_3|TLSv1.3|finished", "rsa:2048|-tls1_2|TLSv1.2|finished",
        "rsa:2048|-tls1_1 -cipher ALL@SECLEVEL=0|TLSv1.1|broken-off", "rsa:1024|-tls1 -cipher ALL@SECLEVEL=0|TLSv1|broken-off",
        "rsa:2048|-tls1_2 -cipher AES128-SHA|TLSv1.2|broken-off", "rsa:2048|-tls1_3 -Verify 1|TLSv1.3|finished",
        "rsa:2048|-tls1_2 -Verify 1|TLSv1.2|broken-off", "ed25519|-tls1_3|TLSv1.3|finished" })
    void everyVersionShowsItsCertificate(String key, String options, String protocol, String handshake) throws Exception {
        assumeTrue(OpensslServer.obstacle().isEmpty(), () -> OpensslServer.obstacle().orElseThrow());
        try (var server = new OpensslServer(key, options.split(" "))) {
            var probe = new Probe.TlsHello(server.port());
            var answer = LocalServer.ask(prober, probe, TIMEOUT);
            var seen = LabNetwork.decoded(Observation.TlsPeer.class, prober, probe, answer);
            assertEquals(protocol, seen.protocol());
            assertTrue(seen.cipher().startsWith("TLS_"), seen.cipher());
            assertEquals(server.fingerprint(), seen.fingerprint());
            assertEquals("EMAILADDRESS=it@old.example,CN=old.example,O=Werk Süd", seen.subject());
            assertEquals(List.of("old.example", "192.0.2.7", "2001:db8::7"), seen.names());
            assertTrue(new String(answer.bytes(), StandardCharsets.US_ASCII).contains("handshake=" + handshake));
        }
    }

    @Test
    void aServerWithNothingInCommonAnswersWithAnAlert() throws Exception {
        assumeTrue(OpensslServer.obstacle().isEmpty(), () -> OpensslServer.obstacle().orElseThrow());
        try (var server = new OpensslServer("rsa:2048", "-tls1_2", "-cipher", "CAMELLIA256-SHA")) {
            var answer = LocalServer.ask(prober, new Probe.TlsHello(server.port()), TIMEOUT);
            assertEquals("OPEN tls-alert 0", answer.state() + " " + answer.reason() + " " + answer.bytes().length);
        }
    }

    @Test
    void aSilentServerIsLeftAtTheDeadline() throws Exception {
        try (var server = LocalServer.silent()) {
            var began = System.nanoTime();
            var answer = LocalServer.ask(prober, new Probe.TlsHello(server.port()), Duration.ofMillis(500));
            assertEquals("OPEN no-answer", answer.state() + " " + answer.reason());
            assertTrue(System.nanoTime() - began < 2_500_000_000L);
        }
    }

    @Test
    void aServerThatDripsIsLeftAtTheDeadline() throws Exception {
        // The head of a record of 16,384 bytes, and then a byte now and then.
        try (var server = LocalServer.repeating(new byte[] { 22, 3, 3, 64, 0 }, new byte[] { 1 }, 20)) {
            var began = System.nanoTime();
            assertEquals("no-answer",
                    LocalServer.ask(prober, new Probe.TlsHello(server.port()), Duration.ofMillis(700)).reason());
            assertTrue(System.nanoTime() - began < 3_000_000_000L);
        }
    }

    @Test
    void aServerThatFloodsIsLeft() throws Exception {
        for (var flood : List.of(new byte[1 << 16], new byte[] { 22, 3, 3, 0, 4, 0, 0, 0, 0 },
                new byte[] { 21, 3, 3, 0, 2, 1, 90 })) {
            try (var server = LocalServer.repeating(new byte[0], flood, 0)) {
                var answer = LocalServer.ask(prober, new Probe.TlsHello(server.port()), TIMEOUT);
                assertEquals(PortState.OPEN, answer.state());
                assertEquals(0, answer.bytes().length);
                assertTrue(List.of("not-tls", "tls-failed", "tls-alert", "no-answer").contains(answer.reason()), answer.reason());
            }
        }
    }

    @Test
    void controllersAndPrintersAreNotAsked() throws Exception {
        for (var port : List.of(502, 102, 44818, 9100, 9107)) {
            assertEquals("not-asked", LocalServer.ask(prober, new Probe.TlsHello(port), TIMEOUT).reason());
            assertEquals("not-asked", LocalServer.ask(new HttpProber(), new Probe.HttpGet(port, false), TIMEOUT).reason());
            assertEquals("not-asked", LocalServer.ask(new SshProber(), new Probe.SshKeyExchange(port), TIMEOUT).reason());
        }
    }

    @Test
    void aFirstFlightIsReadInPieces() throws Exception {
        // ServerHello of TLS 1.0 with RC4-SHA in two records, then a certificate of three bytes.
        var bytes = HexFormat.of().parseHex("160301000a" + "02000026" + "0301" + "00000000" + "1603010020" + "00".repeat(29)
                + "000500" + "160301000d" + "0b000009" + "000006" + "000003" + "aabbcc");
        var flight = LegacyHello.read(new ByteArrayInputStream(bytes));
        assertEquals("TLSv1 TLS_RSA_WITH_RC4_128_SHA 1", flight.protocol() + " " + flight.cipher() + " " + flight.chain().size());
    }
}
