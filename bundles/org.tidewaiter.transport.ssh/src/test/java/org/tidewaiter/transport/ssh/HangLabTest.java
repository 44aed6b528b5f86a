package org.tidewaiter.transport.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.testkit.lab.Lab;

/** What hangs on a device: a root command behind a sudo that allows nothing else, and a login that waits. */
@Timeout(120)
class HangLabTest {

    private static final String LIN1 = "10.77.0.10";
    private static final ShellCommand WHO = ShellCommand.of("who", "id -un; hostname");

    private static Lab lab;

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Lab.obstacle().isEmpty(), () -> Lab.obstacle().orElseThrow());
        lab = Lab.up("lin1");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String processes(String pattern) throws Exception {
        return lab.exec("lin1", "sh", "-c",
                "ps -e -o ruser=,args= | grep -v grep | grep -v sshd | grep '" + pattern + "' || true");
    }

    private static void assertNoProcess(String pattern) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (!processes(pattern).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertEquals("", processes(pattern));
    }

    /** The reply to a root command; another one after it is answered whatever became of it. */
    private static ShellReply run(String user, ShellCommand command) throws Exception {
        return lab.inside(() -> {
            try (var live = new Visit().open(LIN1, 22, Visit.password(user))) {
                live.announce(List.of(command, WHO));
                var shell = live.lend(List.of(command, WHO));
                var reply = shell.run(command);
                assertEquals(user + "\nlin1\n", shell.run(WHO).out());
                return reply;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({ "lister,sleep 621,!use_pty", "listpass,sleep 622,!use_pty", "lister,stubborn,!use_pty",
        "listpass,stubborn,!use_pty",
        "lister,sleep 623,use_pty", "listpass,stubborn,use_pty" })
    void aHungCommandOfAnAllowListEndsAtItsTimeLimit(String user, String text, String pty) throws Exception {
        lab.exec("lin1", "sh", "-c", "echo 'Defaults " + pty + "' >>/etc/sudoers");
        var reply = run(user, ShellCommand.root("hang", text).within(Duration.ofSeconds(1)));
        assertEquals(GapReason.TIMED_OUT, reply.shortfall().reason());
        assertEquals("hang: no end within 1 s; what was printed until then is kept; sudo ended " + text.split(" ")[0]
                + " itself, what that has started may still run", reply.shortfall().detail());
        assertNoProcess(text);
    }

    @Test
    void aCommandThatSudoCannotEndIsNamedInTheGapAndIndeedStillRuns() throws Exception {
        var reply = run("lister", ShellCommand.root("hang", "stopper").within(Duration.ofSeconds(1)));
        assertEquals(GapReason.TIMED_OUT, reply.shortfall().reason());
        assertEquals(
                "hang: no end within 1 s; what was printed until then is kept; stopper may still run there as root, where user lister"
                        + " cannot end it: look for it with ps and have the administrator end it",
                reply.shortfall().detail());
        assertTrue(processes("sleep 613").startsWith("root"), "nothing was stopped, so nothing was proven");
    }

    @ParameterizedTest
    @CsvSource({ "lister,631", "listpass,632" })
    void theEndOfTheSessionEndsAHungCommandOfAnAllowList(String user, String seconds) throws Exception {
        var hang = ShellCommand.root("hang", "sleep " + seconds).within(Duration.ofSeconds(60));
        lab.inside(() -> {
            @SuppressWarnings("resource")
            var live = new Visit().open(LIN1, 22, Visit.password(user));
            live.announce(List.of(hang));
            var shell = live.lend(List.of(hang));
            var runner = Thread.ofPlatform().start(() -> assertThrows(TransportException.class, () -> shell.run(hang)));
            while (!processes("^root .*sleep " + seconds).contains("root")) {
                Thread.sleep(50);
            }
            live.close();
            runner.join(1000);
            return null;
        });
        assertNoProcess("sleep " + seconds);
    }

    @Test
    void aMenuThatShowsItsPromptIsLeftLongBeforeTheDeadlineAndNothingIsTyped() throws Exception {
        var visit = new Visit();
        visit.loginTimeout = Duration.ofSeconds(20);
        var started = System.nanoTime();
        var failure = lab.inside(
                () -> assertThrows(TransportException.class, () -> visit.open(LIN1, 22, Visit.password("prompter")).close()));
        assertEquals(Failure.UNSUPPORTED, failure.failure());
        assertTrue(failure.getMessage().contains("instead of a POSIX shell: \"*** Main menu ***\""), failure.getMessage());
        assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(9));
        Thread.sleep(200);
        assertEquals("", lab.exec("lin1", "sh", "-c", "cat /tmp/menu-was-typed 2>/dev/null | tr -d '\\n'"));
    }

    @Test
    void aProfileThatTakesEightSecondsIsNoMenu() throws Exception {
        var visit = new Visit();
        visit.loginTimeout = Duration.ofSeconds(20);
        var out = lab.inside(() -> {
            try (var live = visit.open(LIN1, 22, Visit.password("slow"))) {
                live.announce(List.of(WHO));
                return live.lend(List.of(WHO)).run(WHO).out();
            }
        });
        assertEquals("slow\nlin1\n", out);
    }
}
