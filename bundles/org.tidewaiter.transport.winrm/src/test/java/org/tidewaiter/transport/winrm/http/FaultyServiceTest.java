package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.transport.winrm.wsman.ShellRequests;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

/** What goes wrong at and after the login, with a service whose cryptography is not ours. */
class FaultyServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Responder responder;
    private final Visit visit = new Visit();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Responder.obstacle().ifPresent(why -> assumeTrue(false, why));
        responder = Responder.start(Map.of(), "sealed", "no-ntlm,no-ntlm", "kerberos,offer=Kerberos", "basic,offer=Basic",
                "tls,tls", "between,tls,strict=other",
                "sequence,fault=sequence", "flipped,fault=flipped", "truncated,fault=truncated", "length,fault=length",
                "unsealed,fault=unsealed", "closing,fault=closing", "huge,fault=huge", "silent,fault=silent",
                "quiet,fault=silent");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (responder != null) responder.close();
    }

    private static void expect(Failure failure, String words, TransportException found) {
        assertEquals(failure, found.failure(), found.getMessage());
        assertTrue(found.getMessage().contains(words), found.getMessage());
        var trace = new StringWriter();
        found.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("horse"), "the password is in the exception");
    }

    @Test
    void wrongPasswordIsSentOnce() throws IOException {
        visit.password = "wrong horse";
        var before = responder.notes("sealed").stream().filter(n -> n.startsWith("proof rejected")).count();
        var failure = assertThrows(TransportException.class, () -> visit.open(responder.port("sealed")));
        expect(Failure.REJECTED, "refused the credential test-login by NTLM, once", failure);
        assertEquals(1, visit.proofs.get());
        assertEquals(before + 1, responder.notes("sealed").stream().filter(n -> n.startsWith("proof rejected")).count());
    }

    @Test
    void accountWithoutRightsIsDeniedNotRejected() throws Exception {
        try (var channel = visit.open("WINRM1\\denied", "local", responder.port("sealed"), false)) {
            var fault = assertThrows(WsmanFault.class, () -> Visit.shell(channel));
            assertEquals(5, fault.faultCode());
            assertEquals("AccessDenied", fault.subcode());
            expect(Failure.DENIED, "Remote Management Users", fault.asFailure("127.0.0.1"));
        }
    }

    @Test
    void serverThatForbidsNtlmAfterTheProofIsNamed() {
        var failure = assertThrows(TransportException.class, () -> visit.open(responder.port("no-ntlm")));
        expect(Failure.REJECTED, "NTLM not allowed", failure);
        assertEquals(1, visit.proofs.get());
    }

    @ParameterizedTest
    @CsvSource({ "kerberos, the server offers Kerberos", "basic, the server offers Basic" })
    void loginThatCanUseNothingOfWhatIsOfferedIsNotSent(String listener, String words) {
        var failure = assertThrows(TransportException.class, () -> visit.open(responder.port(listener)));
        expect(Failure.WITHHELD, words, failure);
        assertEquals(0, visit.proofs.get());
    }

    @ParameterizedTest
    @CsvSource({ "sequence, comes out of order", "flipped, was changed on the way", "truncated, is cut off",
        "length, claims to be 7 bytes long", "unsealed, answered a sealed request unsealed",
        "closing, closed the connection in the middle of an answer", "huge, larger than 2097152 bytes" })
    void brokenAnswerIsNotUsed(String listener, String words) throws Exception {
        try (var channel = visit.open(responder.port(listener))) {
            var start = System.nanoTime();
            expect(Failure.BROKEN, words, assertThrows(TransportException.class, () -> Visit.shell(channel)));
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 4);
        }
    }

    @Test
    void serviceThatNeverAnswersMeetsItsDeadline() throws Exception {
        try (var channel = visit.open(responder.port("silent"))) {
            var start = System.nanoTime();
            var failure = assertThrows(TransportException.class,
                    () -> channel.post(ShellRequests.createCommandShell(Visit.conversation()), Duration.ofMillis(700)));
            expect(Failure.TIMED_OUT, "no answer within 700 ms", failure);
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2000);
        }
        awaitNoThreads();
    }

    @Test
    void abortFromAnotherThreadEndsAPostWithinASecondAndLeavesNoThread() throws Exception {
        try (var channel = visit.open(responder.port("quiet"))) {
            var post = CompletableFuture.supplyAsync(() -> {
                try {
                    channel.post(ShellRequests.createCommandShell(Visit.conversation()), Duration.ofSeconds(30));
                    return "answered";
                } catch (TransportException e) {
                    return e.getMessage();
                } catch (InterruptedException e) {
                    return "interrupted";
                }
            });
            Thread.sleep(300);
            channel.abort();
            assertTrue(post.get(1, TimeUnit.SECONDS).contains("closed meanwhile"), post::join);
        }
        awaitNoThreads();
    }

    @Test
    void interruptEndsAPostWithinASecond() throws Exception {
        try (var channel = visit.open(responder.port("quiet"))) {
            var ended = new CompletableFuture<Boolean>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    channel.post(ShellRequests.createCommandShell(Visit.conversation()), Duration.ofSeconds(30));
                    ended.complete(false);
                } catch (InterruptedException e) {
                    ended.complete(true);
                } catch (TransportException e) {
                    ended.completeExceptionally(e);
                }
            });
            Thread.sleep(300);
            thread.interrupt();
            assertTrue(ended.get(1, TimeUnit.SECONDS));
        }
        awaitNoThreads();
    }

    /** A channel's own threads end with it; those of the tests before may take a second. */
    private static void awaitNoThreads() throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (System.nanoTime() < end) {
            var left = Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                    .filter(n -> n.startsWith("wsman-") || n.startsWith("HttpClient")).toList();
            if (left.isEmpty()) return;
            Thread.sleep(50);
        }
        assertEquals("", String.join(", ", Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(n -> n.startsWith("wsman-") || n.startsWith("HttpClient")).toList()));
    }

    @Test
    void changedCertificateStopsBeforeTheLogin() throws TransportException {
        var port = responder.port("tls");
        var old = new Pin("x509-sha256", "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
        visit.pinned.put("winrm://127.0.0.1:" + port, old);
        var failure = assertThrows(TransportException.class, () -> visit.open(Responder.USER, "local", port, true));
        expect(Failure.PEER_CHANGED, old.fingerprint(), failure);
        assertEquals(0, visit.proofs.get());
        assertEquals(old, visit.pinned.get("winrm://127.0.0.1:" + port));
    }

    @Test
    void loginThatSomebodyRelaysFromAnotherCertificateIsRefusedByTheServer() throws IOException {
        var failure = assertThrows(TransportException.class,
                () -> visit.open(Responder.USER, "local", responder.port("between"), true));
        expect(Failure.REJECTED, "by NTLM, once", failure);
        assertTrue(responder.notes("between").getFirst().startsWith("proof rejected"), responder.notes("between")::toString);
    }

    @Test
    void portWithoutTlsIsNamed() {
        var failure = assertThrows(TransportException.class,
                () -> visit.open(Responder.USER, "local", responder.port("sealed"), true));
        expect(Failure.UNSUPPORTED, "TLS failed", failure);
    }

    @Test
    void postAfterTheEndFailsAtOnce() throws Exception {
        try (var channel = visit.open(responder.port("sealed"))) {
            channel.close();
            expect(Failure.BROKEN, "closed", assertThrows(TransportException.class, () -> channel.post(new byte[1], PATIENCE)));
        }
    }

    /** On the common pool, which has one thread on a small machine. */
    @Test
    void manyThreadsTakeTurns() throws Exception {
        try (var channel = visit.open(responder.port("sealed"))) {
            var posts = new CompletableFuture<?>[20];
            for (var i = 0; i < posts.length; i++) {
                posts[i] = CompletableFuture.supplyAsync(() -> {
                    try {
                        return Visit.shell(channel);
                    } catch (TransportException | InterruptedException | WsmanFault e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            for (var post : posts) post.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
