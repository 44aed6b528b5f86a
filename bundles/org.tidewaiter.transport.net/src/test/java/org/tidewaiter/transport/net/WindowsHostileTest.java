package org.tidewaiter.transport.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.tidewaiter.transport.net.LocalServer.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.transport.net.windows.LdapProber;
import org.tidewaiter.transport.net.windows.RdpProber;
import org.tidewaiter.transport.net.windows.RpcProber;
import org.tidewaiter.transport.net.windows.SmbProber;
import org.tidewaiter.transport.net.windows.WsmanProber;

/** What real and synthetic servers said, cut at every length and changed thousands of times; and servers that say what they like. */
@Timeout(120)
class WindowsHostileTest {
    private static final Path ANSWERS = Path.of("src/test/resources/windows");
    private static final int CHANGES = 5000;
    private static final int LONGEST_TEXT = 400;
    private static final int MOST_TEXTS = 256;
    private static final Evidence EVIDENCE = new Evidence(1, "");
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    static Stream<Arguments> decoders() {
        return Stream.of(arguments("samba.smb", new SmbProber(), new Probe.SmbNegotiate(445)),
                arguments("windows.smb", new SmbProber(), new Probe.SmbNegotiate(445)),
                arguments("samba.smb1", new SmbProber(), new Probe.Smb1Negotiate(445)),
                arguments("samba.rpc", new RpcProber(), new Probe.RpcEndpointMap(135)),
                arguments("windows.rpc", new RpcProber(), new Probe.RpcEndpointMap(135)),
                arguments("windows.rdp", new RdpProber(), new Probe.RdpNegotiate(3389)),
                arguments("samba.ldap", new LdapProber(), new Probe.LdapRootDse(389)),
                arguments("windows.wsman", new WsmanProber(), new Probe.WsmanIdentify(5985, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void decodersAreTotal(String file, Prober prober, Probe probe) throws Exception {
        var answer = Files.readAllBytes(ANSWERS.resolve(file));
        assertTrue(prober.decode(probe, answer, EVIDENCE).isPresent());
        assertEquals(prober.decode(probe, answer, EVIDENCE), prober.decode(probe, answer, EVIDENCE));
        for (var length = 0; length < answer.length; length++) {
            check(prober, probe, Arrays.copyOf(answer, length));
        }
        var mutations = new Mutations(file.hashCode());
        for (var i = 0; i < CHANGES; i++) {
            check(prober, probe, mutations.of(answer));
        }
        for (var i = 0; i < 300; i++) {
            check(prober, probe, mutations.junk(i));
        }
        check(prober, probe, mutations.junk(1 << 20));
        check(prober, probe, Arrays.copyOf(answer, 1 << 20));
        for (var part : List.of(answer, bytes("NTLMSSP\0\2\0\0\0"), bytes("0\u0084"), bytes("a=b\n"),
                bytes("HTTP/1.1 200 x\r\n\r\n"),
                HexFormat.of().parseHex("0500020310000000180000000a00000008000000000000000000"))) {
            var flood = new byte[1 << 20];
            for (var i = 0; i < flood.length; i++) {
                flood[i] = part[i % part.length];
            }
            check(prober, probe, flood);
        }
    }

    private static void check(Prober prober, Probe probe, byte[] bytes) throws Exception {
        var seen = prober.decode(probe, bytes, EVIDENCE);
        if (seen.isPresent()) {
            checkRecord(seen.get());
        }
    }

    private static void checkRecord(Object record) throws Exception {
        for (var component : record.getClass().getRecordComponents()) {
            checkValue(component.getAccessor().invoke(record));
        }
    }

    private static void checkValue(@Nullable Object value) throws Exception {
        switch (value) {
            case String text -> {
                assertTrue(text.length() <= LONGEST_TEXT, text);
                assertFalse(text.chars().anyMatch(Character::isISOControl), text);
            }
            case List<?> list -> {
                assertTrue(list.size() <= MOST_TEXTS);
                for (var one : list) {
                    checkValue(one);
                }
            }
            case NtlmTarget target -> checkRecord(target);
            case null, default -> {
                // numbers and times hold nothing that could harm
            }
        }
    }

    static Stream<Arguments> servers() throws IOException {
        return decoders().map(a -> arguments(a.get()[0], a.get()[1], a.get()[2]));
    }

    private static Probe at(Probe probe, int port) {
        return switch (probe) {
            case Probe.SmbNegotiate _ -> new Probe.SmbNegotiate(port);
            case Probe.Smb1Negotiate _ -> new Probe.Smb1Negotiate(port);
            case Probe.RpcEndpointMap _ -> new Probe.RpcEndpointMap(port);
            case Probe.RdpNegotiate _ -> new Probe.RdpNegotiate(port);
            case Probe.LdapRootDse _ -> new Probe.LdapRootDse(port);
            default -> new Probe.WsmanIdentify(port, false);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void whatIsSomethingElseIsSaidToBe(String file, Prober prober, Probe probe) throws Exception {
        for (var said : List.of(bytes("220 mail ready\r\n".repeat(20)), new byte[200], new Mutations(3).junk(5000))) {
            try (var server = LocalServer.saying(said)) {
                var answer = LocalServer.ask(prober, at(probe, server.port()), TIMEOUT);
                assertTrue(answer.reason().startsWith("not-"), file + " " + answer.note());
            }
        }
        try (var silent = LocalServer.silent()) {
            var began = System.nanoTime();
            assertEquals("no-answer", LocalServer.ask(prober, at(probe, silent.port()), TIMEOUT).reason());
            assertTrue(System.nanoTime() - began < 2_500_000_000L);
        }
        try (var mute = LocalServer.saying(new byte[0])) {
            assertEquals("closed", LocalServer.ask(prober, at(probe, mute.port()), TIMEOUT).reason());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void aServerThatDripsIsLeftAtTheDeadline(String file, Prober prober, Probe probe) throws Exception {
        try (var server = LocalServer.repeating(new byte[0],
                new byte[] { (byte) (file.endsWith("wsman") ? 'H' : file.endsWith("rdp") ? 3 : 0) },
                100)) {
            var began = System.nanoTime();
            LocalServer.ask(prober, at(probe, server.port()), TIMEOUT);
            assertTrue(System.nanoTime() - began < 5_000_000_000L);
        }
    }

    @Test
    void timesThatNoClockShowsAreNone() throws Exception {
        var answer = Files.readAllBytes(ANSWERS.resolve("samba.smb"));
        // SystemTime lies 40 bytes into the body, after frame and header
        Arrays.fill(answer, 4 + 64 + 40, 4 + 64 + 48, (byte) 0xff);
        Arrays.fill(answer, 4 + 64 + 48, 4 + 64 + 56, (byte) 0x7f);
        var seen = LabNetwork.decoded(Observation.SmbServer.class, new SmbProber(), new Probe.SmbNegotiate(445),
                new org.tidewaiter.engine.spi.ProbeAnswer(org.tidewaiter.api.model.PortState.OPEN, "smb", null, answer));
        assertEquals("null null", seen.time() + " " + seen.started());
    }
}
