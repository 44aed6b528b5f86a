package org.tidewaiter.transport.winrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.session.UndeclaredRequestException;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.http.Responder;

/** PowerShell sessions over sealed NTLM against the lab's service, whose authentication and sealing are gss-ntlmssp's. */
class PowerShellTest {

    private static final CimQuery BIOS = CimQuery.of("bios", "Win32_BIOS", "SerialNumber", "ReleaseDate");
    private static final PowerShellScript SOFTWARE = PowerShellScript.of("software", "Get-Something");
    private static final CimQuery DENIED = CimQuery.of("denied", "Win32_Secret", "Name");
    private static final CimQuery MISSING = CimQuery.of("missing", "Win32_NoSuchClass", "Name");
    private static final CimQuery HANGS = CimQuery.of("hangs", "Win32_Slow", "Name").within(Duration.ofSeconds(1));
    private static final PowerShellScript FLOODS = PowerShellScript.of("floods", "Get-Everything");
    private static final CimQuery SHUFFLED = CimQuery.of("shuffled", "Win32_Big", "Name");
    private static final CimQuery WAITS = CimQuery.of("waits", "Win32_Wait", "Name");

    @TempDir
    private static Path folder;
    private static final Map<String, Responder> RESPONDERS = new HashMap<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Responder.obstacle().ifPresent(why -> assumeTrue(false, why));
        Files.writeString(folder.resolve("bios.json"), """
                [{"SerialNumber":"7XK2PR3","ReleaseDate":"\\/Date(1700000000000)\\/"}]""");
        Files.writeString(folder.resolve("Win32_BIOS.json"), Files.readString(folder.resolve("bios.json")));
        Files.writeString(folder.resolve("software.json"), """
                [{"Name":"7-Zip","Size":5722112},{"Name":"\u00c4rger \ud83d\ude00 <&> _x000A_","Size":null}]""");
        Files.writeString(folder.resolve("shuffled.json"), "[{\"Name\":\"" + "x".repeat(200_000) + "\"}]");
        Files.writeString(folder.resolve("waits.json"), "[]");
        Files.writeString(folder.resolve("Win32_OperatingSystem.json"), "[{\"Version\":\"6.1.7601\"}]");
        Files.writeString(folder.resolve("behaviour.json"), """
                {"denied": {"error": "PermissionDenied HRESULT 0x80041003,GetCimInstanceCommand"}, "hangs": {"hang": true},
                 "floods": {"bytes": 104857600}, "shuffled": {"shuffle": true}, "waits": {"delay": 8}}""");
        responder("usual", Map.of());
        responder("refuses", Map.of("POWERSHELL_REFUSED", "ScriptsNotAllowed"));
        responder("absent", Map.of("POWERSHELL_ABSENT", "yes"));
    }

    private static void responder(String name, Map<String, String> more) throws IOException, InterruptedException {
        var environment = new HashMap<>(more);
        environment.put("POWERSHELL_ROWS", folder.toString());
        environment.put("POWERSHELL_LOG", folder.resolve(name + ".log").toString());
        RESPONDERS.put(name, Responder.start(environment, "sealed", "tls,tls"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        for (var responder : RESPONDERS.values()) {
            responder.close();
        }
    }

    @BeforeEach
    void forget() throws IOException {
        for (var name : RESPONDERS.keySet()) {
            Files.deleteIfExists(folder.resolve(name + ".log"));
        }
    }

    /** What the service was asked to do with shells and commands. */
    private static List<String> operations(String responder) throws IOException {
        var log = folder.resolve(responder + ".log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private final OpeningOf opening = new OpeningOf();

    private LiveSession<PowerShellSession> open(String responder, Request... announced)
            throws TransportException, InterruptedException {
        var live = new WinrmHttpTransport().open(opening.at(RESPONDERS.get(responder).port("sealed")));
        live.announce(List.of(announced));
        return live;
    }

    private static PowerShellSession lend(LiveSession<PowerShellSession> live) {
        return live.lend(List.of(BIOS, SOFTWARE, DENIED, MISSING, HANGS, FLOODS, SHUFFLED, WAITS));
    }

    private static GapReason reason(CimReply reply) {
        var shortfall = reply.shortfall();
        assertNotNull(shortfall);
        return shortfall.reason();
    }

    @Test
    void announcedRequestsTravelInOnePipelineAndEachGetsItsRows() throws Exception {
        try (var live = open("usual", BIOS, SOFTWARE, DENIED, MISSING)) {
            var session = lend(live);
            var software = session.run(SOFTWARE);
            assertEquals(List.of("7-Zip", "\u00c4rger \ud83d\ude00 <&> _x000A_"),
                    software.rows().stream().map(r -> r.text("Name")).toList());
            assertNull(software.shortfall());
            var bios = session.query(BIOS).first().orElseThrow();
            assertEquals("2023-11-14T22:13:20Z", String.valueOf(bios.instant("ReleaseDate")));
            assertEquals(GapReason.DENIED, reason(session.query(DENIED)));
            assertEquals(GapReason.NOT_PRESENT, reason(session.query(MISSING)));
            assertEquals("5.1.20348.2340", opening.session().value("powershell"));
        }
        assertEquals(List.of("create", "command", "command", "delete"), operations("usual"));
    }

    @Test
    void aRequestThatHangsCostsItselfAloneAndIsStoppedOnTheDevice() throws Exception {
        try (var live = open("usual", BIOS, HANGS, SOFTWARE)) {
            var session = lend(live);
            assertEquals(1, session.query(BIOS).rows().size());
            assertEquals(GapReason.TIMED_OUT, reason(session.query(HANGS)));
            assertEquals(2, session.run(SOFTWARE).rows().size());
        }
        assertEquals(List.of("create", "command", "command", "signal", "command", "delete"), operations("usual"));
    }

    @Test
    void aHundredMegabytesAreNotKept() throws Exception {
        try (var live = open("usual", FLOODS, SOFTWARE)) {
            var session = lend(live);
            var failure = assertThrows(TransportException.class, () -> session.run(FLOODS));
            assertEquals(Failure.BROKEN, failure.failure());
            assertTrue(failure.getMessage().contains("makes more than"), failure.getMessage());
            assertEquals(2, session.run(SOFTWARE).rows().size());
        }
        assertEquals(2, operations("usual").stream().filter("delete"::equals).count());
    }

    @Test
    void fragmentsOutOfOrderBreakTheRequestNotTheSession() throws Exception {
        try (var live = open("usual", SHUFFLED, BIOS)) {
            var session = lend(live);
            var failure = assertThrows(TransportException.class, () -> session.query(SHUFFLED));
            assertEquals(Failure.BROKEN, failure.failure());
            assertEquals(1, session.query(BIOS).rows().size());
        }
    }

    @Test
    void whereScriptsAreRefusedWmiIsEnumerated() throws Exception {
        try (var live = open("refuses", BIOS, SOFTWARE)) {
            var session = lend(live);
            assertEquals("7XK2PR3", session.query(BIOS).first().orElseThrow().text("SerialNumber"));
            assertEquals("2023-11-14T22:13:20Z",
                    String.valueOf(session.query(BIOS).first().orElseThrow().instant("ReleaseDate")));
            var refused = session.run(SOFTWARE).shortfall();
            assertNotNull(refused);
            assertEquals(GapReason.DENIED, refused.reason());
            assertTrue(refused.detail().contains("ScriptsNotAllowed"), refused.detail());
            assertEquals(GapReason.NOT_PRESENT, reason(session.query(MISSING)));
        }
        assertEquals("delete", operations("refuses").getLast());
    }

    @Test
    void whereThereIsNoPowerShellWmiIsEnumerated() throws Exception {
        try (var live = open("absent", BIOS)) {
            assertEquals("7XK2PR3", lend(live).query(BIOS).first().orElseThrow().text("SerialNumber"));
            assertTrue(live.greeting().isEmpty());
            assertTrue(opening.session().value("scripts").startsWith("none: "));
        }
    }

    @Test
    void anAccountWithoutRightsIsDeniedNotRejected() throws Exception {
        opening.user("WINRM1\\" + Responder.DENIED);
        var failure = assertThrows(TransportException.class, () -> open("usual").close());
        assertEquals(Failure.DENIED, failure.failure(), failure.getMessage());
        assertEquals(1, opening.proofs());
    }

    @Test
    void aWrongPasswordIsSentOnce() throws Exception {
        opening.password("sesame-42");
        var failure = assertThrows(TransportException.class, () -> open("usual").close());
        assertEquals(Failure.REJECTED, failure.failure(), failure.getMessage());
        assertEquals(1, opening.proofs());
        assertFalse(failure.getMessage().contains("sesame-42"), failure.getMessage());
    }

    @Test
    void anAbortedRequestEndsAtOnceAndTheNextOneIsAnswered() throws Exception {
        try (var live = open("usual", WAITS, BIOS)) {
            var session = lend(live);
            var ended = new CountDownLatch(1);
            var failure = new AtomicReference<@Nullable TransportException>();
            var asking = Thread.ofVirtual().start(() -> {
                try {
                    session.query(WAITS);
                } catch (TransportException e) {
                    failure.set(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ended.countDown();
            });
            Thread.sleep(1_000);
            live.abort();
            assertTrue(ended.await(4, TimeUnit.SECONDS));
            asking.join();
            var said = failure.get();
            assertNotNull(said);
            assertEquals(Failure.TIMED_OUT, said.failure(), said.getMessage());
            assertEquals(1, session.query(BIOS).rows().size());
        }
        var operations = operations("usual");
        assertEquals(2, operations.stream().filter("create"::equals).count(), operations::toString);
        assertEquals(2, operations.stream().filter("delete"::equals).count(), operations::toString);
    }

    @Test
    void aCancelledVisitLeavesNoShell() throws Exception {
        var left = new ArrayList<InterruptedException>();
        var visit = Thread.ofVirtual().start(() -> {
            try (var live = open("usual", WAITS)) {
                lend(live).query(WAITS);
            } catch (InterruptedException e) {
                left.add(e);
            } catch (TransportException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(2_500);
        visit.interrupt();
        assertTrue(visit.join(Duration.ofSeconds(4)));
        assertEquals(1, left.size());
        assertEquals(List.of("create", "command", "command", "delete"), operations("usual"));
    }

    @Test
    void whatWasNotDeclaredIsNotAsked() throws Exception {
        try (var live = open("usual")) {
            var session = live.lend(List.of(BIOS));
            assertThrows(UndeclaredRequestException.class, () -> session.run(SOFTWARE));
        }
    }

    @Test
    void overTlsNothingIsSealedAndTheCertificateIsPinned() throws Exception {
        try (var live = new WinrmTlsTransport().open(opening.at(RESPONDERS.get("usual").port("tls")))) {
            live.announce(List.of(BIOS));
            assertEquals(1, lend(live).query(BIOS).rows().size());
        }
        assertEquals(1, opening.pinned().size());
    }

    /** The facts of the opening stand in the evidence, the password nowhere. */
    @Test
    void theSessionIsRecordedWithoutThePassword() throws Exception {
        try (var live = open("usual", BIOS)) {
            lend(live).query(BIOS);
        }
        assertEquals(List.of("winrm", "bios"), opening.exchanges().stream().map(e -> e.requestId()).toList());
        for (var exchange : opening.exchanges()) {
            for (var bytes : Arrays.asList(exchange.out(), exchange.err(), exchange.request().getBytes())) {
                assertFalse(new String(bytes).contains(Responder.PASSWORD));
            }
        }
        assertEquals("NTLM: accepted", last(SessionFacts.of(opening.exchanges().getFirst().out()).value("legs")));
    }

    private static String last(String legs) {
        return legs.substring(legs.lastIndexOf("; ") + 2);
    }
}
