package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.winrm.wsman.CimReplies;
import org.tidewaiter.transport.winrm.wsman.CimRequests;
import org.tidewaiter.transport.winrm.wsman.ShellReplies;
import org.tidewaiter.transport.winrm.wsman.ShellRequests;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

/** NTLM against gss-ntlmssp. */
class NtlmChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Responder responder;
    private final Visit visit = new Visit();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Responder.obstacle().ifPresent(why -> assumeTrue(false, why));
        responder = Responder.start(Map.of(), "sealed", "bare,offer=NTLM", "tls,tls", "strict,tls,strict",
                "forgotten,fault=forgotten");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (responder != null) responder.close();
    }

    @Test
    void commandOfASealedShellIsRunAndItsOutputRead() throws Exception {
        try (var channel = visit.open(responder.port("sealed"))) {
            var shell = Visit.shell(channel);
            assertEquals("auditor", shell.owner());
            var requests = ShellRequests.commandShell(Visit.conversation(), shell.shell());
            var command = ShellReplies.command(channel.post(requests.command("ipconfig", List.of("/all")), PATIENCE));
            var received = ShellReplies.received(channel.post(requests.receive(command), PATIENCE));
            assertTrue(received.done());
            assertEquals(0, received.exitCode());
            assertTrue(new String(received.streams().getFirst().bytes(), StandardCharsets.US_ASCII).contains("Host Name"));
            ShellReplies.done(channel.post(requests.terminate(command), PATIENCE));
            ShellReplies.done(channel.post(requests.delete(), PATIENCE));
            assertEquals("Negotiate (NTLM)", channel.scheme());
            assertEquals(List.of("Negotiate", "Kerberos"), channel.offered());
            // Asked, negotiate, proof; and five requests.
            assertEquals(8, channel.roundTrips());
            assertEquals(List.of("Kerberos: not tried, no domain controller is known", "NTLM: accepted"), channel.legs());
        }
        assertEquals(1, visit.proofs.get());
        var notes = responder.notes("sealed");
        assertTrue(notes.stream().anyMatch(n -> n.startsWith("accepted LABDOM\\auditor by NTLM in Negotiate")), notes::toString);
        assertTrue(notes.stream().anyMatch(n -> n.startsWith("unsealed signature 16")), notes::toString);
    }

    @Test
    void bareNtlmIsSealedToo() throws Exception {
        try (var channel = visit.open(responder.port("bare"))) {
            Visit.shell(channel);
            assertEquals("NTLM", channel.scheme());
        }
    }

    @Test
    void volumesComeInTwoPages() throws Exception {
        try (var channel = visit.open(responder.port("sealed"))) {
            var requests = new CimRequests(Visit.conversation(), "root\\cimv2", 2);
            var first = CimReplies
                    .enumerated(channel.post(requests.enumerate("SELECT * FROM Win32_Volume WHERE Name <> 'x'"), PATIENCE));
            assertEquals(2, first.instances().size());
            assertEquals("C:\\", first.instances().getFirst().first("Name").orElseThrow());
            assertEquals("2021-03-04T05:06:07Z", first.instances().getFirst().first("InstallDate").orElseThrow());
            assertEquals(List.of("1", "3"), first.instances().getFirst().properties().get("PowerManagementCapabilities"));
            assertTrue(first.instances().getLast().first("Capacity").isEmpty());
            var second = CimReplies.pulled(channel.post(requests.pull(first.context().orElseThrow()), PATIENCE));
            assertEquals(1, second.instances().size());
            assertTrue(second.context().isEmpty());
        }
    }

    @Test
    void withTlsTheLoginIsBoundToTheCertificate() throws Exception {
        for (var listener : List.of("tls", "strict")) {
            try (var channel = visit.open(Responder.USER, "local", responder.port(listener), true)) {
                Visit.shell(channel);
            }
        }
        assertEquals(2, visit.pinned.size());
        assertTrue(visit.facts.value("certificate").contains("signed by itself"), visit.facts.value("certificate"));
    }

    @Test
    void serverThatForgotTheLoginIsLoggedInToAgainOnce() throws Exception {
        try (var channel = visit.open(responder.port("forgotten"))) {
            Visit.shell(channel);
            assertEquals(2, visit.proofs.get());
        }
    }

    @Test
    void challengeTellsTheServersNamesWithoutALogin() throws TransportException, InterruptedException {
        var challenge = WsmanChannel.challenge(visit.endpoint(responder.port("sealed"), false), visit.settings()).orElseThrow();
        assertTrue(challenge.computerName().isPresent(), challenge::toString);
        assertTrue(challenge.timestamp().isPresent());
        assertEquals(0, visit.proofs.get());
    }

    @Test
    void identifyNeedsNoLogin() throws TransportException, InterruptedException {
        var identification = WsmanChannel.identify(visit.endpoint(responder.port("sealed"), false), visit.settings());
        assertEquals("Microsoft Corporation", identification.productVendor());
        assertEquals("OS: 0.0.0 SP: 0.0 Stack: 3.0", identification.productVersion());
        assertEquals(List.of("Negotiate", "Kerberos"), identification.offered());
        assertEquals(0, visit.proofs.get());
    }

    @Test
    void messagesOfManySizesComeBackWhole() throws TransportException, InterruptedException, WsmanFault {
        try (var channel = visit.open(responder.port("sealed"))) {
            var shell = Visit.shell(channel);
            var requests = ShellRequests.commandShell(Visit.conversation(), shell.shell());
            for (var length : new int[] { 0, 1, 15, 16, 17, 4095, 4096, 100_000 }) {
                ShellReplies.done(channel.post(requests.send(null, new byte[length]), PATIENCE));
            }
        }
    }
}
