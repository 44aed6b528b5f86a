package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.transport.net.LocalServer.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.SessionFacts;

/** Against sockets that speak SSH in odd ways. */
@Timeout(60)
class SshProberTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SshProber prober = new SshProber();

    private String ask(byte[]... said) throws Exception {
        try (var server = LocalServer.saying(said)) {
            var answer = LocalServer.ask(prober, new Probe.SshKeyExchange(server.port()), TIMEOUT);
            return answer.reason() + " " + SessionFacts.of(answer.bytes()).value("identification");
        }
    }

    private static byte[] offer(String methods, String keys) {
        return SshPackets.packet(new SshBytes.Writer().octet(20).raw(new byte[16]).string(methods).string(keys).string("c")
                .string("c\u001b[2J,aes").string("m").string("m").string("none").string("none").string("").string("").octet(0)
                .number(0)
                .array());
    }

    @Test
    void linesBeforeTheIdentificationAreTolerated() throws Exception {
        assertEquals("closed SSH-2.0-x", ask(bytes("Authorised use only\r\n\r\n"), bytes("SSH-2.0-x\n")));
    }

    @Test
    void tenThousandLinesAreNot() throws Exception {
        assertEquals("not-ssh ", ask(bytes("line\r\n".repeat(10_000) + "SSH-2.0-x\r\n")));
        assertEquals("not-ssh ", ask(bytes("x".repeat(100_000))));
    }

    @Test
    void anOldProtocolIsToldByItsNameAlone() throws Exception {
        assertEquals("ssh-1 SSH-1.5-Cisco-1.25", ask(bytes("SSH-1.5-Cisco-1.25\n")));
    }

    @Test
    void packetsOfAnyLengthAreRefused() throws Exception {
        for (var head : List.of("7fffffff", "ffffffff", "00000000", "000088b9", "0000000c0c14", "0000000cff14")) {
            assertEquals("ssh-malformed SSH-2.0-x",
                    ask(bytes("SSH-2.0-x\r\n"), HexFormat.of().parseHex(head + "00".repeat(40))));
        }
    }

    @Test
    void aServerThatOnlySaysIgnoreIsLeft() throws Exception {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes("SSH-2.0-x\r\n"));
        for (var i = 0; i < 5000; i++) {
            all.writeBytes(SshPackets.packet(new byte[] { 2, 0, 0, 0, 0 }));
        }
        assertEquals("ssh-malformed SSH-2.0-x", ask(all.toByteArray()));
        assertEquals("ssh-disconnect SSH-2.0-x", ask(bytes("SSH-2.0-x\r\n"), SshPackets.disconnect()));
    }

    @Test
    void withNothingInCommonTheOfferIsStillTold() throws Exception {
        try (var server = LocalServer.saying(bytes("SSH-2.0-x\r\n"), offer("sntrup761,b@d", "ssh-ed25519"))) {
            var probe = new Probe.SshKeyExchange(server.port());
            var answer = LocalServer.ask(prober, probe, TIMEOUT);
            assertEquals("ssh-nothing-in-common", answer.reason());
            var seen = LabNetwork.decoded(Observation.SshOffer.class, prober, probe, answer);
            assertEquals(List.of("sntrup761", "b@d"), seen.keyExchanges());
            assertEquals(List.of("aes"), seen.ciphers());
            assertNull(seen.hostKey());
        }
    }

    @Test
    void aKeyThatIsNotProvedIsNoIdentity() throws Exception {
        var key = new SshBytes.Writer().string("ssh-ed25519").string(new byte[32]).array();
        var signature = new SshBytes.Writer().string("ssh-ed25519").string(new byte[64]).array();
        var nine = new byte[32];
        nine[0] = 9;
        var reply = SshPackets.packet(new SshBytes.Writer().octet(31).string(key).string(nine).string(signature).array());
        try (var server = LocalServer.saying(bytes("SSH-2.0-x\r\n"), offer("curve25519-sha256", "ssh-ed25519"), reply)) {
            var probe = new Probe.SshKeyExchange(server.port());
            var answer = LocalServer.ask(prober, probe, TIMEOUT);
            assertEquals("ssh-not-proved", answer.reason());
            assertTrue(new String(answer.bytes(), StandardCharsets.UTF_8).contains("signature=failed"));
            assertNull(LabNetwork.decoded(Observation.SshOffer.class, prober, probe, answer).hostKey());
        }
    }

    @Test
    void numbersThatGiveTheSecretAwayAreRefused() throws Exception {
        var key = new SshBytes.Writer().string("ssh-ed25519").string(new byte[32]).array();
        for (var method : List.of("diffie-hellman-group14-sha256", "curve25519-sha256", "ecdh-sha2-nistp256")) {
            for (var number : List.of(new byte[0], new byte[] { 1 }, new byte[] { -1 }, new byte[32], new byte[65],
                    new byte[30_000])) {
                var reply = SshPackets.packet(new SshBytes.Writer().octet(31).string(key).string(number).string(key).array());
                assertEquals("ssh-malformed SSH-2.0-x", ask(bytes("SSH-2.0-x\r\n"), offer(method, "ssh-ed25519"), reply));
            }
        }
    }

    @Test
    void aSilentServerIsLeftAtTheDeadline() throws Exception {
        try (var server = LocalServer.silent()) {
            var began = System.nanoTime();
            assertEquals("no-answer",
                    LocalServer.ask(prober, new Probe.SshKeyExchange(server.port()), Duration.ofMillis(300)).reason());
            assertTrue(System.nanoTime() - began < 1_500_000_000L);
        }
    }
}
