package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;

/** Login shells that print, wait or ask before they run anything, written as scripts for a real shell. */
@Timeout(60)
class HandshakeTest {

    @TempDir
    private Path folder;

    /** A login shell is given the command line as its third word, as sshd does: {@code login -c COMMAND}. */
    private DeviceShell shake(Shells shell, String login, Duration patience) throws Exception {
        var file = Files.writeString(folder.resolve("login"), login);
        var means = new ShellMeans() {
            @Override
            public ShellChannel open(String commandLine, Duration timeout) throws TransportException {
                try {
                    var words = new ArrayList<>(shell.command());
                    words.addAll(List.of(file.toString(), "-c", commandLine));
                    return new ProcessShell(words);
                } catch (IOException e) {
                    throw new TransportException(Failure.UNSUPPORTED, "no shell", e);
                }
            }

            @Override
            public void close() {
                // Each channel is closed by whoever opened it.
            }
        };
        return Handshake.shake("device", means, Deadline.in(patience), ProcessShell.CLOCK);
    }

    private static String seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000 + " ms";
    }

    @ParameterizedTest
    @EnumSource
    void aProfileThatPrintsOnBothSidesHurtsNobody(Shells shell) throws Exception {
        var device = shake(shell, "echo Welcome: ; printf 'quota: ' >&2; printf 'no line end\\n'; eval \"$2\"\n",
                Duration.ofSeconds(20));
        assertEquals("Linux", device.system());
    }

    @Test
    void aComplaintWithoutALineEndRightBeforeTheWordHurtsNobody() throws Exception {
        var login = "echo Welcome; printf 'stdin: is not a tty' >&2; sleep 1; eval \"$2\"\n";
        assertEquals("Linux", shake(Shells.DASH, login, Duration.ofSeconds(8)).system());
    }

    @Test
    void aMenuThatWaitsBehindAPromptIsLeftAfterFiveSecondsAndNothingIsTyped() throws Exception {
        var typed = folder.resolve("typed");
        for (var prompt : List.of("printf 'Your choice: '", "printf '#? ' >&2", "printf 'router> '")) {
            var started = System.nanoTime();
            var failure = assertThrows(TransportException.class, () -> shake(Shells.DASH,
                    "echo '*** Main menu ***'; echo '1) Status'; " + prompt + "; read -r x && echo \"$x\" >" + typed + "\n",
                    Duration.ofSeconds(20)));
            assertEquals(Failure.UNSUPPORTED, failure.failure());
            assertTrue(
                    failure.getMessage()
                            .contains("a menu or foreign shell answered instead of a POSIX shell: \"*** Main menu ***\""),
                    failure.getMessage());
            var nanos = System.nanoTime() - started;
            assertTrue(nanos > 4_900_000_000L && nanos < 7_000_000_000L, seconds(started));
            assertTrue(Files.notExists(typed), "typed: " + typed);
        }
    }

    @Test
    void aProfileThatWorksForEightSecondsAfterItsBannerIsWaitedFor() throws Exception {
        for (var banner : List.of("echo 'Your choice:'", "printf 'loading modules ... '")) {
            var started = System.nanoTime();
            assertEquals("Linux", shake(Shells.BASH, banner + "; sleep 8; echo; eval \"$2\"\n", Duration.ofSeconds(20)).system());
            assertTrue(System.nanoTime() - started > 8_000_000_000L, seconds(started));
        }
    }

    @Test
    void aProfileThatPrintsAPromptAndGoesOnInTimeIsWaitedFor() throws Exception {
        var login = "for i in 1 2 3; do printf 'mounting home:'; sleep 3; done; echo; eval \"$2\"\n";
        assertEquals("Linux", shake(Shells.DASH, login, Duration.ofSeconds(20)).system());
    }

    @Test
    void aMenuWithoutAPromptAndASilentLoginCostTheirTime() throws Exception {
        var menu = assertThrows(TransportException.class,
                () -> shake(Shells.DASH, "echo '1) Status'; read -r x\n", Duration.ofSeconds(7)));
        assertEquals(Failure.UNSUPPORTED, menu.failure());
        var silent = assertThrows(TransportException.class, () -> shake(Shells.DASH, "sleep 9\n", Duration.ofSeconds(2)));
        assertEquals(Failure.TIMED_OUT, silent.failure());
        assertTrue(silent.getMessage().contains("its shell did not answer in time"), silent.getMessage());
    }

    @Test
    void aLoginThatEndsWithAWordOrWithoutIsForeignAtOnce() throws Exception {
        var said = assertThrows(TransportException.class,
                () -> shake(Shells.DASH, "echo 'This account is currently not available.'; exit 1\n", Duration.ofSeconds(20)));
        assertEquals(Failure.UNSUPPORTED, said.failure());
        assertTrue(said.getMessage().contains("This account is currently not available."), said.getMessage());
        var mute = assertThrows(TransportException.class, () -> shake(Shells.DASH, "exit 1\n", Duration.ofSeconds(20)));
        assertTrue(mute.getMessage().contains("it ended without a word"), mute.getMessage());
    }

    @Test
    void anEchoedCommandLineIsNoGreeting() throws Exception {
        var failure = assertThrows(TransportException.class,
                () -> shake(Shells.DASH, "echo \"$2\"; echo '% Invalid input'; printf 'switch# '; read -r x\n",
                        Duration.ofSeconds(20)));
        assertEquals(Failure.UNSUPPORTED, failure.failure());
    }
}
