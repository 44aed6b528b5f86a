package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.winrm.wsman.ShellReplies;
import org.tidewaiter.transport.winrm.wsman.ShellRequests;

/** Kerberos against MIT's key distribution centre and MIT's GSSAPI, whose gss_wrap_iov and gss_unwrap_iov take sealed messages apart. */
class KerberosChannelTest {

    private static final String REALM = "AD.TIDE.TEST";
    private static final String USER = "auditor@" + REALM;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static TestRealm realm;
    private static Responder responder;
    private final Visit visit = new Visit();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Responder.obstacle().or(TestRealm::obstacle).ifPresent(why -> assumeTrue(false, why));
        var commands = new ArrayList<>(List.of("addprinc -pw \"kerberos pass\" auditor", "addprinc -pw \"kerberos pass\" locked",
                "modprinc -allow_tix locked", "addprinc -pw \"kerberos pass\" -pwexpire 2020-01-01 expired"));
        for (var type : List.of("aes256-cts-hmac-sha1-96", "aes128-cts-hmac-sha1-96", "aes256-cts-hmac-sha384-192",
                "aes128-cts-hmac-sha256-128", "arcfour-hmac")) {
            commands.add("addprinc -randkey -e " + type + ":normal HTTP/" + type + ".tide.test");
            commands.add("setstr HTTP/" + type + ".tide.test session_enctypes " + type);
            commands.add("ktadd -norandkey -k KEYTAB HTTP/" + type + ".tide.test");
        }
        realm = TestRealm.start(REALM, "", commands.toArray(String[]::new));
        responder = Responder.start(realm.environment(), "sealed", "bare,offer=Kerberos", "tls,tls", "no-ntlm,no-ntlm",
                "extra,extra");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (responder != null) responder.close();
        if (realm != null) realm.close();
    }

    private void visitByKerberos(String host) throws TransportException {
        visit.kdc = Optional.of(realm.kdc());
        visit.password = "kerberos pass";
        visit.hostName = host;
    }

    @ParameterizedTest
    @CsvSource({ "aes256-cts-hmac-sha1-96, 60", "aes128-cts-hmac-sha1-96, 60", "aes256-cts-hmac-sha384-192, 72",
        "aes128-cts-hmac-sha256-128, 64", "arcfour-hmac, 47" })
    void sealedMessagesOfEveryEncryptionTypeAreTakenApart(String type, String signature) throws Exception {
        visitByKerberos(type + ".tide.test");
        for (var listener : List.of("sealed", "bare")) {
            try (var channel = visit.open(USER, "local", responder.port(listener), false)) {
                var shell = Visit.shell(channel);
                var requests = ShellRequests.commandShell(Visit.conversation(), shell.shell());
                for (var length : new int[] { 0, 1, 15, 16, 17, 4096, 100_000 }) {
                    ShellReplies.done(channel.post(requests.send(null, new byte[length]), PATIENCE));
                }
                var command = ShellReplies.command(channel.post(requests.command("whoami", List.of()), PATIENCE));
                var received = ShellReplies.received(channel.post(requests.receive(command), PATIENCE));
                assertEquals("auditor\r\n", new String(received.streams().getFirst().bytes()));
                assertEquals(listener.equals("bare") ? "Kerberos" : "Negotiate (Kerberos)", channel.scheme());
                assertEquals(List.of("Kerberos: accepted"), channel.legs());
            }
            var notes = responder.notes(listener);
            assertTrue(notes.getLast().startsWith("unsealed signature " + signature + " "), notes.getLast());
        }
        assertEquals(2, visit.proofs.get());
    }

    /** Windows may pad by sixteen bytes, and then rotates by more than it tells; MIT tells the key, and impacket encrypts. */
    @ParameterizedTest
    @ValueSource(strings = { "aes256-cts-hmac-sha1-96", "aes128-cts-hmac-sha1-96" })
    void sealedMessagesWithAnExtraCountOfSixteenAreTakenApart(String type) throws Exception {
        visitByKerberos(type + ".tide.test");
        try (var channel = visit.open(USER, "local", responder.port("extra"), false)) {
            var shell = Visit.shell(channel);
            var requests = ShellRequests.commandShell(Visit.conversation(), shell.shell());
            var command = ShellReplies.command(channel.post(requests.command("whoami", List.of()), PATIENCE));
            var received = ShellReplies.received(channel.post(requests.receive(command), PATIENCE));
            assertEquals("auditor\r\n", new String(received.streams().getFirst().bytes()));
        }
        var notes = responder.notes("extra");
        assertTrue(notes.contains("sealed with an extra count of 16"), notes::toString);
    }

    @Test
    void withTlsNothingIsSealed() throws Exception {
        visitByKerberos("aes256-cts-hmac-sha1-96.tide.test");
        try (var channel = visit.open(USER, "local", responder.port("tls"), true)) {
            Visit.shell(channel);
            assertEquals("Negotiate (Kerberos)", channel.scheme());
        }
    }

    @Test
    void serverThatTakesNoNtlmIsReachedByKerberos() throws Exception {
        visitByKerberos("aes256-cts-hmac-sha1-96.tide.test");
        try (var channel = visit.open(USER, "local", responder.port("no-ntlm"), false)) {
            Visit.shell(channel);
        }
    }

    @Test
    void wrongPasswordIsTriedOnceAndNotByNtlm() throws Exception {
        visitByKerberos("aes256-cts-hmac-sha1-96.tide.test");
        visit.password = "wrong";
        var before = realm.notes("PREAUTH_FAILED").size();
        var ntlm = responder.notes("sealed").size();
        var failure = assertThrows(TransportException.class, () -> visit.open(USER, "local", responder.port("sealed"), false));
        assertEquals(Failure.REJECTED, failure.failure());
        assertTrue(failure.getMessage().contains("the password is wrong"), failure.getMessage());
        assertEquals(before + 1, realm.notes("PREAUTH_FAILED").size());
        assertEquals(ntlm, responder.notes("sealed").size());
        assertEquals(1, visit.proofs.get());
    }

    @ParameterizedTest
    @CsvSource({ "locked, the account is locked", "expired, the password has expired", "nobody, the realm has no such user" })
    void accountThatCannotLogInIsTriedOnce(String user, String words) throws Exception {
        visitByKerberos("aes256-cts-hmac-sha1-96.tide.test");
        var failure = assertThrows(TransportException.class,
                () -> visit.open(user + "@" + REALM, "local", responder.port("sealed"), false));
        assertEquals(Failure.REJECTED, failure.failure());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertEquals(1, visit.proofs.get());
    }

    @Test
    void unknownServiceIsFollowedByNtlm() throws Exception {
        visitByKerberos("nowhere.tide.test");
        var failure = assertThrows(TransportException.class, () -> visit.open(USER, "local", responder.port("sealed"), false));
        // This user's NTLM password is another one, which shows that NTLM was tried.
        assertEquals(Failure.REJECTED, failure.failure());
        assertEquals("Kerberos: the realm knows no such service name (HTTP/nowhere.tide.test@AD.TIDE.TEST); NTLM: refused",
                visit.facts.value("legs"));
    }

    @Test
    void silentKdcIsFollowedByNtlm() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            visit.kdc = Optional.of(new Kdc("SILENT.TIDE.TEST", Visit.address("127.0.0.1"), silent.getLocalPort()));
            visit.hostName = "winrm1.silent.tide.test";
            visit.connectTimeout = Duration.ofSeconds(1);
            var start = System.nanoTime();
            try (var channel = visit.open("LABDOM\\auditor", "SILENT.TIDE.TEST", responder.port("sealed"), false)) {
                Visit.shell(channel);
                assertEquals("Negotiate (NTLM)", channel.scheme());
                assertTrue(
                        channel.legs().getFirst()
                                .startsWith("Kerberos: the KDC did not answer (auditor@SILENT.TIDE.TEST at the KDC 127.0.0.1:"),
                        channel.legs()::toString);
                assertEquals("NTLM: accepted", channel.legs().getLast());
            }
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 8);
        }
    }

    @Test
    void clockOfTheControllerThatIsSixMinutesAheadIsNamed() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/faketime")), "needs /usr/bin/faketime");
        try (var ahead = TestRealm.start("AHEAD.TIDE.TEST", "+6m", "addprinc -pw \"kerberos pass\" kerberos")) {
            visit.password = "kerberos pass";
            visit.kdc = Optional.of(ahead.kdc());
            visit.hostName = "winrm1.ahead.tide.test";
            try (var channel = visit.open("LABDOM\\kerberos", "AHEAD.TIDE.TEST", responder.port("sealed"), false)) {
                assertEquals("Negotiate (NTLM)", channel.scheme());
                assertTrue(channel.legs().getFirst().startsWith("Kerberos: the clocks are too far apart"),
                        channel.legs()::toString);
            }
        }
    }

    @Test
    void clockOfTheServerThatIsSixMinutesAheadIsNoSecondFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/faketime")), "needs /usr/bin/faketime");
        var environment = new HashMap<>(realm.environment());
        environment.put("LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
        environment.put("FAKETIME", "+6m");
        environment.put("DONT_FAKE_MONOTONIC", "1");
        try (var ahead = Responder.start(environment, "sealed")) {
            visitByKerberos("aes256-cts-hmac-sha1-96.tide.test");
            assertThrows(TransportException.class, () -> visit.open(USER, "local", ahead.port("sealed"), false));
            assertEquals(
                    "Kerberos: the service did not take the ticket (HTTP/aes256-cts-hmac-sha1-96.tide.test@AD.TIDE.TEST); NTLM: refused",
                    visit.facts.value("legs"));
            assertTrue(ahead.notes("sealed").getFirst().endsWith("Clock skew too great"), ahead.notes("sealed")::toString);
        }
    }

    @Test
    void twoRealmsAtATimeDoNotMixUp() throws Exception {
        try (var other = TestRealm.start("OTHER.TIDE.TEST", "", "addprinc -pw \"another pass\" auditor",
                "addprinc -randkey HTTP/winrm1.other.test", "ktadd -norandkey -k KEYTAB HTTP/winrm1.other.test");
                var far = Responder.start(other.environment(), "sealed");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<String>>();
            for (var i = 0; i < 20; i++) {
                var first = i % 2 == 0;
                tasks.add(() -> {
                    var mine = new Visit();
                    mine.kdc = Optional.of(first ? realm.kdc() : other.kdc());
                    mine.password = first ? "kerberos pass" : "another pass";
                    mine.hostName = first ? "aes256-cts-hmac-sha1-96.tide.test" : "winrm1.other.test";
                    try (var channel = mine.open(first ? USER : "auditor@OTHER.TIDE.TEST", "local",
                            (first ? responder : far).port("sealed"), false)) {
                        Visit.shell(channel);
                        return channel.scheme();
                    }
                });
            }
            for (var scheme : threads.invokeAll(tasks)) assertEquals("Negotiate (Kerberos)", scheme.get());
        }
    }
}
