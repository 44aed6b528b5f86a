package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.tidewaiter.transport.net.LocalServer.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;

/** Every decoder gets a real answer, cut at every length, and thousands of times changed: nothing is thrown, nothing hangs, no text is unclean. */
@Timeout(60)
class HostileInputTest {
    private static final int CHANGES = 5000;
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_TEXTS = 256;
    private static final Evidence EVIDENCE = new Evidence(1, "");
    private static final Probe.HttpGet WEB = new Probe.HttpGet(80, false);

    private static Arguments decoder(String name, byte[] answer, Function<byte[], Optional<Observation>> decode) {
        return arguments(name, answer, decode);
    }

    @SuppressWarnings("resource")
    static Stream<Arguments> decoders() {
        var tcp = new TcpProber(new SharedNetwork());
        return Stream.of(
                decoder("banner", bytes("Authorised use only\r\nSSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
                        b -> tcp.decode(new Probe.Banner(22), b, EVIDENCE)),
                decoder("netbios", Recorded.NETBIOS, b -> NetbiosStatus.decode(b, EVIDENCE)),
                decoder("snmp", Recorded.SNMP, b -> SnmpDiscovery.decode(b, EVIDENCE)),
                decoder("dns", Recorded.DNS, b -> DnsMessages.name(b, EVIDENCE)),
                decoder("mdns", Recorded.MDNS, b -> DnsMessages.services(b, EVIDENCE)),
                decoder("tls", Recorded.TLS, b -> TlsText.decode(443, b, EVIDENCE)),
                decoder("certificate", certificate(),
                        b -> TlsText.decode(443, TlsText.of("TLSv1.2", "TLS_X", "finished", List.of(b)), EVIDENCE)),
                decoder("http", Recorded.HTTP, b -> HttpDecoder.decode(WEB, b, EVIDENCE)),
                decoder("http-login", Recorded.HTTP_LOGIN, b -> HttpDecoder.decode(WEB, b, EVIDENCE)),
                decoder("http-chunked",
                        bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html;charset=utf-8\r\n\r\n"
                                + "f;a=b\r\n<html><title>Ger\r\n12\r\n&auml;&#228;&#xe4;</title>\r\n0\r\n\r\n"),
                        b -> HttpDecoder.decode(WEB, b, EVIDENCE)),
                decoder("ssh", Recorded.SSH, b -> SshText.decode(22, b, EVIDENCE)));
    }

    private static byte[] certificate() {
        var text = new String(Recorded.TLS, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("(?s).*-----BEGIN CERTIFICATE-----|-----END.*", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void decodersAreTotal(String name, byte[] answer, Function<byte[], Optional<Observation>> decode) throws Exception {
        assertTrue(decode.apply(answer).isPresent(), name);
        for (var length = 0; length < answer.length; length++) {
            check(decode, Arrays.copyOf(answer, length));
        }
        var mutations = new Mutations(name.hashCode());
        for (var i = 0; i < CHANGES; i++) {
            check(decode, mutations.of(answer));
        }
        for (var i = 0; i < 500; i++) {
            check(decode, mutations.junk(i));
        }
        check(decode, mutations.junk(1 << 20));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void aMillionOfAnythingIsNoTrouble(String name, byte[] answer, Function<byte[], Optional<Observation>> decode)
            throws Exception {
        for (var repeated : List.of("<title", "<title>", "<meta charset=", "&", "&#1;", "\n", "\r\n", ",", "0\r\n", "1\r\na\r\n",
                "a=b\n",
                "HTTP/1.1 100 \r\n\r\n", "-----BEGIN CERTIFICATE-----", "\u00c0\u000c", "\u0001a\u0000", "a:b\r\n", " x\r\n",
                "\u0030\u0080")) {
            var flood = bytes(repeated.repeat((1 << 20) / repeated.length()));
            check(decode, flood);
            check(decode, ByteBuffer.allocate(answer.length + flood.length).put(answer).put(flood).array());
            check(decode, ByteBuffer.allocate(20 + flood.length).put(answer, 0, 20).put(flood).array());
        }
    }

    private static void check(Function<byte[], Optional<Observation>> decode, byte[] bytes) throws Exception {
        var seen = decode.apply(bytes);
        if (seen.isPresent()) {
            for (var component : seen.get().getClass().getRecordComponents()) {
                checkValue(component.getAccessor().invoke(seen.get()));
            }
        }
    }

    private static void checkValue(Object value) {
        if (value instanceof String text) {
            assertTrue(text.length() <= LONGEST_TEXT, text);
            assertFalse(text.chars().anyMatch(Character::isISOControl), text);
        } else if (value instanceof List<?> list) {
            assertTrue(list.size() <= MOST_TEXTS);
            list.forEach(HostileInputTest::checkValue);
        }
    }

    /** Reads from the wire. */
    @FunctionalInterface
    interface WireReader {
        void read(byte[] bytes) throws IOException;
    }

    static Stream<Arguments> readers() {
        WireReader ssh = HostileInputTest::readSsh;
        WireReader flight = b -> LegacyHello.read(new ByteArrayInputStream(b));
        WireReader http = b -> HttpAnswers.read(new ByteArrayInputStream(b));
        return Stream.of(arguments("ssh", Recorded.SSH_WIRE, ssh), arguments("tls", Recorded.TLS_FLIGHT, flight),
                arguments("http", Recorded.HTTP, http));
    }

    /** What the SSH prober does with what it hears. */
    private static void readSsh(byte[] bytes) throws IOException {
        var packets = new SshPackets(new ByteArrayInputStream(bytes));
        SshText.of(packets.identification()).bytes();
        var facts = SshText.of("SSH-2.0-x");
        SshText.offer(facts, SshOfferMessage.of(packets.next()));
        var reply = new SshBytes(packets.next()).skip(1);
        var key = SshHostKey.of(reply.string());
        reply.string();
        SshText.key(facts, key, key.signed(new byte[32], reply.string()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void whatComesFromTheWireIsReadOrRefused(String name, byte[] answer, WireReader reader) throws Exception {
        reader.read(answer);
        var mutations = new Mutations(name.hashCode());
        var refused = 0;
        for (var length = 0; length < answer.length; length++) {
            refused += isRefused(reader, Arrays.copyOf(answer, length));
        }
        for (var i = 0; i < CHANGES; i++) {
            refused += isRefused(reader, mutations.of(answer));
        }
        isRefused(reader, mutations.junk(1 << 20));
        assertTrue(refused > 0, name);
    }

    private static int isRefused(WireReader reader, byte[] bytes) {
        try {
            reader.read(bytes);
            return 0;
        } catch (IOException _) {
            return 1;
        }
    }

    @Test
    void hostKeysOfAnyShapeSignNothing() throws Exception {
        var mutations = new Mutations(7);
        for (var algorithm : SshHostKey.ALGORITHMS) {
            var type = algorithm.startsWith("rsa-") ? "ssh-rsa" : algorithm;
            for (var i = 0; i < 300; i++) {
                var key = new SshBytes.Writer().string(type).string(mutations.junk(i % 140)).string(mutations.junk(1 + i)).string(
                        mutations.junk(20)).string(mutations.junk(i)).array();
                var signature = new SshBytes.Writer().string(algorithm).string(mutations.junk(i % 3 == 0 ? 64 : i)).array();
                assertFalse(SshHostKey.of(key).signed(new byte[32], signature));
            }
            // Thirty thousand bytes of modulus must not take minutes.
            var large = new SshBytes.Writer().string(type).string(new byte[] { 3 }).string(mutations.junk(30_000))
                    .string(new byte[] { 5 })
                    .string(new byte[] { 7 }).array();
            assertFalse(SshHostKey.of(large).signed(new byte[32],
                    new SshBytes.Writer().string(algorithm).string(new byte[40]).array()));
        }
    }

    @Test
    void aKeyForWhichAnybodyCanSignIsNotProved() throws Exception {
        // Points of order 4, 8, 8, 1 and 2: as a key, a signature made of the point and zeros holds for one message in so many.
        var mutations = new Mutations(4);
        for (var point : List.of("00".repeat(32), "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "01" + "00".repeat(31),
                "ec" + "ff".repeat(30) + "7f")) {
            var bytes = HexFormat.of().parseHex(point);
            var key = new SshBytes.Writer().string("ssh-ed25519").string(bytes).array();
            var signature = new SshBytes.Writer().string("ssh-ed25519").string(Arrays.copyOf(bytes, 64)).array();
            for (var i = 0; i < 100; i++) {
                assertFalse(SshHostKey.of(key).signed(mutations.junk(32), signature));
            }
        }
    }

    @Test
    void aRealSignatureIsVerifiedAndOneBitBreaksIt() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var pair = generator.generateKeyPair();
        if (pair.getPublic() instanceof RSAPublicKey key) {
            var signer = Signature.getInstance("SHA512withRSA");
            signer.initSign(pair.getPrivate());
            signer.update(new byte[32]);
            var signed = signer.sign();
            var blob = new SshBytes.Writer().string("ssh-rsa").integer(key.getPublicExponent()).integer(key.getModulus()).array();
            var results = new StringBuilder();
            for (var bit = 0; bit < 2; bit++) {
                signed[5] ^= (byte) bit;
                results.append(SshHostKey.of(blob).signed(new byte[32],
                        new SshBytes.Writer().string("rsa-sha2-512").string(signed).array())).append(' ');
            }
            assertEquals("true false ", results.toString());
        }
    }
}
