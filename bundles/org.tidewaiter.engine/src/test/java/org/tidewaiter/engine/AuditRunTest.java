package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.FakeFamily.Colour;
import org.tidewaiter.engine.FakeFamily.Shape;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.Visit;

/** What a run guarantees, with families and transports of the tests' own. */
class AuditRunTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryJournal journal = new MemoryJournal();
    private final OpenPorts ports = new OpenPorts();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    private static Credential credential(String password) {
        return new Credential("audit", Credential.Kind.PASSWORD, "auditor", "local", List.of(),
                new Secret(password.toCharArray()), null,
                Credential.Elevation.NEVER, null);
    }

    private AuditRun run(List<String> targets, List<String> excluded, FakeShell shell, List<Credential> credentials,
            DeviceFamily... families) throws Exception {
        var order = new RunOrder(Purpose.AUDIT, Targets.parse(targets, excluded, false, name -> List.of()), Ports.REGISTERED,
                credentials,
                Limits.DEFAULT, Set.of(), List.of(), null, "test");
        return new AuditRun(order, new Installed(List.of(families), List.of(ports), List.of(shell)), journal, journal,
                event -> events.add(event.toString()),
                InstantSource.system());
    }

    private static String gaps(Visit visit) {
        return visit.gaps().stream().map(g -> g.step() + " " + g.gap().dataClass().getSimpleName() + " " + g.gap().reason())
                .collect(Collectors.joining("; "));
    }

    @Test
    void fiftyHostsAndAWrongPasswordIsOnePasswordSent() throws Exception {
        var shell = new FakeShell(false, "right");
        var family = FakeFamily.of(FakeFamily.step("colours", Set.of(Colour.class), LONG,
                (s, sink) -> sink.fact(new Colour("red", 1), s.run(FakeFamily.ASK).evidence())));
        var result = run(List.of("192.0.2.10-59"), List.of(), shell, List.of(credential("wrong")), family).run();
        assertEquals(1, shell.passwordsSent.get());
        assertEquals(50, result.devices());
        assertEquals(0, result.audited());
        assertEquals(50, journal.visits.stream().filter(v -> gaps(v).matches("fake/colours Colour (DENIED|SKIPPED)")).count());
        assertTrue(result.footer().notes().stream().anyMatch(n -> n.contains("credential audit was refused 1 time")),
                result.footer().notes().toString());
    }

    @Test
    void aPasswordThatWasRefusedWhilePreparingIsNotSent() throws Exception {
        var shell = new FakeShell(false, "right");
        var family = FakeFamily.of(FakeFamily.step("colours", Set.of(Colour.class), LONG,
                (s, sink) -> sink.fact(new Colour("red", 1), s.run(FakeFamily.ASK).evidence())));
        run(List.of("192.0.2.10-12"), List.of(), shell, List.of(credential("wrong")), family).run(Set.of("audit"));
        assertEquals(0, shell.passwordsSent.get());
        assertEquals(3, journal.visits.stream().filter(v -> gaps(v).equals("fake/colours Colour SKIPPED")).count());
    }

    @Test
    void aGoodPasswordGoesAloneOnceThenToAllAtOnce() throws Exception {
        var shell = new FakeShell(false, "right");
        var family = FakeFamily.of(FakeFamily.step("colours", Set.of(Colour.class), LONG,
                (s, sink) -> sink.fact(new Colour("red", 1), s.run(FakeFamily.ASK).evidence())));
        var result = run(List.of("192.0.2.10-59"), List.of(), shell, List.of(credential("right")), family).run();
        assertEquals(50, result.audited());
        assertEquals(50, shell.passwordsSent.get());
        assertTrue(shell.mostAtOnce.get() > 1, "never more than one login at once");
    }

    @Test
    void nothingIsSentOutsideTheScopeOrInsideItsExclusions() throws Exception {
        var result = run(List.of("192.0.2.0/28"), List.of("192.0.2.4/30", "192.0.2.0"), new FakeShell(false, ""), List.of(),
                FakeFamily.of()).run();
        assertEquals(11, result.footer().asked());
        assertTrue(ports.asked.stream()
                .noneMatch(a -> List.of("192.0.2.0", "192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7").contains(a.toString())));
        assertEquals(1, result.footer().silent());
        assertEquals(10, journal.visits.size());
    }

    @Test
    void aStepThatThrowsHangsFloodsOrLiesLosesItselfAlone() throws Exception {
        var promises = Set.<Class<? extends Item>> of(Shape.class);
        var family = FakeFamily.of(FakeFamily.step("throws", promises, LONG, (s, sink) -> {
            throw new IllegalStateException("defect");
        }), FakeFamily.step("overflows", promises, LONG, (s, sink) -> overflow(0)),
                FakeFamily.step("hangs", promises, Duration.ofMillis(200), (s, sink) -> {
                    var reply = s.run(FakeFamily.ASK);
                    sink.fact(new Shape("kept"), reply.evidence());
                    Thread.sleep(60_000);
                }), FakeFamily.step("deaf", promises, Duration.ofMillis(200), (s, sink) -> {
                    for (var end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                }), FakeFamily.step("floods", promises, LONG, (s, sink) -> {
                    for (var i = 0;; i++) {
                        sink.fact(new Shape("s" + i), new Evidence(1, ""));
                    }
                }), FakeFamily.step("lies", promises, LONG, (s, sink) -> sink.fact(new Colour("blue", 1), new Evidence(1, ""))),
                FakeFamily.step("silent", promises, LONG, (s, sink) -> s.run(FakeFamily.ASK)),
                FakeFamily.step("honest", Set.of(Colour.class), LONG,
                        (s, sink) -> sink.fact(new Colour("red", 1), s.run(FakeFamily.ASK).evidence())));
        run(List.of("local"), List.of(), new FakeShell(true, ""), List.of(), family).run();
        var visit = journal.visits.getFirst();
        assertEquals(1, visit.rows().stream().filter(r -> r.step().equals("fake/honest")).count());
        assertEquals(1, visit.rows().stream().filter(r -> r.step().equals("fake/hangs")).count());
        var gaps = gaps(visit);
        for (var expected : List.of("fake/throws Shape UNPARSEABLE", "fake/overflows Shape UNPARSEABLE",
                "fake/deaf Shape TIMED_OUT", "fake/lies Shape UNPARSEABLE",
                "fake/silent Shape NOT_REPORTED")) {
            assertTrue(gaps.contains(expected), expected + " is not in " + gaps);
        }
        assertFalse(gaps.contains("honest"), gaps);
        assertTrue(events.stream().anyMatch(e -> e.contains("defect in fake/throws: IllegalStateException")), events.toString());
    }

    private static void overflow(int depth) {
        overflow(depth + 1);
        overflow(depth + 2);
    }

    @Test
    void cancelledInMidRunItEndsInTimeAndKeepsWhatWasRead() throws Exception {
        var reached = new CountDownLatch(20);
        var family = FakeFamily.of(
                FakeFamily.step("first", Set.of(Colour.class), LONG,
                        (s, sink) -> sink.fact(new Colour("red", 1), s.run(FakeFamily.ASK).evidence())),
                FakeFamily.step("second", Set.of(Shape.class), LONG, (s, sink) -> {
                    reached.countDown();
                    Thread.sleep(60_000);
                }), FakeFamily.step("third", Set.of(Shape.class), LONG,
                        (s, sink) -> sink.fact(new Shape("never"), s.run(FakeFamily.ASK).evidence())));
        var run = run(List.of("192.0.2.20-39"), List.of(), new FakeShell(false, "right"), List.of(credential("right")), family);
        var result = new RunResult[1];
        var thread = Thread.ofPlatform().start(() -> {
            try {
                result[0] = run.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        reached.await();
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(2)), "still running two seconds after the cancel");
        assertEquals(Ended.CANCELLED, result[0].footer().ending());
        assertNotNull(journal.footer);
        assertEquals(20, journal.visits.size());
        for (var visit : journal.visits) {
            assertEquals(1, visit.rows().size());
            assertEquals("fake/second Shape CANCELLED", gaps(visit).split("; ")[0]);
        }
    }

    @Test
    void aFullDiskEndsTheRunWithTheDisksOwnWords() throws Exception {
        journal.room = 3;
        var run = run(List.of("192.0.2.10-200"), List.of(), new FakeShell(false, ""), List.of(), FakeFamily.of());
        assertEquals("the disk is full", assertThrows(IOException.class, run::run).getMessage());
        assertEquals(3, journal.visits.size());
    }

    @Test
    void twoSourcesThatDisagreeBothStayAndAreMarked() throws Exception {
        var family = FakeFamily.of(FakeFamily.step("one", Set.of(Colour.class), LONG, (s, sink) -> {
            sink.fact(new Colour("red", 1), new Evidence(1, ""));
            sink.fact(new Colour("green", 2), new Evidence(1, ""));
            sink.fact(new Colour("green", 2), new Evidence(1, "twice"));
        }), FakeFamily.step("two", Set.of(Colour.class), LONG, (s, sink) -> {
            var evidence = s.run(FakeFamily.ASK).evidence();
            sink.fact(new Colour("red", 99), evidence);
            sink.fact(new Colour("green", 2), evidence);
        }));
        run(List.of("local"), List.of(), new FakeShell(true, ""), List.of(), family).run();
        assertEquals(
                "Colour[name=red, value=1] 0 true; Colour[name=green, value=2] 0 false; Colour[name=green, value=2] 1 false; Colour[name=red, value=99] 1 true",
                journal.visits.getFirst().rows().stream().map(r -> r.item() + " " + r.ordinal() + " " + r.disputed())
                        .collect(Collectors.joining("; ")));
    }

    @Test
    void aSecretThatTheDeviceRepeatsIsCutBeforeAnybodyReadsIt() throws Exception {
        var canary = "Kan4rien-V0gel!x";
        var utf16 = new String(canary.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        var shell = new FakeShell(false, canary);
        shell.answer = "plain " + canary + " hex " + HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)) + " b64 "
                + Base64.getEncoder().encodeToString(("x" + canary + "yz").getBytes(StandardCharsets.UTF_8)) + " wide " + utf16;
        var read = new ArrayList<String>();
        var family = FakeFamily.of(FakeFamily.step("colours", Set.of(Colour.class), LONG, (s, sink) -> {
            var reply = s.run(FakeFamily.ASK);
            read.add(reply.out());
            sink.fact(new Colour("red", 1), reply.evidence());
        }));
        run(List.of("192.0.2.10"), List.of(), shell, List.of(credential(canary)), family).run();
        var text = read.getFirst();
        assertTrue(text.startsWith("plain [secret cut] hex [secret cut] b64 "), text);
        assertFalse(text.contains(canary.substring(0, 8)) || text.contains("K\0a\0n\0"), text);
        assertFalse(
                text.contains(
                        Base64.getEncoder().encodeToString(("x" + canary).getBytes(StandardCharsets.UTF_8)).substring(4, 16)),
                text);
        var stored = journal.visits.getFirst().exchanges().stream().map(e -> new String(e.out(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertTrue(stored.contains(text), "parsers and evidence differ");
    }

    @Test
    void aTransportThatThrowsWhatItShouldNotIsAGapAndANote() throws Exception {
        var shell = new FakeShell(true, "");
        shell.broken = true;
        var family = FakeFamily
                .of(FakeFamily.step("colours", Set.of(Colour.class), LONG, (s, sink) -> s.run(FakeFamily.ASK)));
        var result = run(List.of("local"), List.of(), shell, List.of(), family).run();
        assertEquals(1, journal.visits.size());
        assertEquals(0, result.audited());
        assertTrue(result.footer().notes().getFirst().startsWith("local: defect in transport local: IllegalStateException"),
                result.footer().notes().toString());
    }

    @Test
    void withoutACredentialTheGapSaysWhatToDo() throws Exception {
        var family = FakeFamily.of(FakeFamily.step("colours", Set.of(Colour.class), LONG, (s, sink) -> s.run(FakeFamily.ASK)));
        run(List.of("192.0.2.10"), List.of(), new FakeShell(false, ""), List.of(), family).run();
        var gap = journal.visits.getFirst().gaps().getFirst().gap();
        assertEquals(GapReason.SKIPPED, gap.reason());
        assertEquals("no credential covers this device for ssh; add one with `tidewaiter credentials add`", gap.detail());
    }
}
