package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.transport.shell.Shells.Tools;

/** The end of a script's input is the end of everything that it runs, whatever the shell and whatever the device has to end it with. */
@Timeout(60)
class ScriptEndTest {

    @SuppressWarnings("resource")
    private static void endWhile(Shells shell, Tools tools, String text) throws Exception {
        var command = ShellCommand.of("long", text).within(Duration.ofSeconds(50));
        var nonce = Handshake.nonce();
        var script = new Script(tools.device(), Elevation.Way.ROOT, null).of(nonce, List.of(command));
        var channel = new ProcessShell(shell.command());
        channel.stdin().write(script);
        channel.stdin().flush();
        var seen = new StringBuilder();
        while (!seen.toString().endsWith("runs\n")) {
            seen.append((char) channel.stdout().read());
        }
        assertTrue(channel.left().size() > 1, () -> channel.left().toString());
        channel.close();
        Processes.assertGoneWithin(Duration.ofSeconds(5), channel);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfInputEndsACommandWithItsChildren(Shells shell) throws Exception {
        for (var tools : Tools.values()) {
            endWhile(shell, tools, "sleep 600 & sh -c 'sleep 601; true' & echo runs; wait");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfInputEndsACommandThatIgnoresTheFirstSignal(Shells shell) throws Exception {
        for (var tools : Tools.values()) {
            endWhile(shell, tools, "trap '' TERM HUP; echo runs; while :; do sleep 0.2; done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScriptThatEndedByItselfLeavesNoWatcherAndNoGuardian(Shells shell) throws Exception {
        for (var tools : Tools.values()) {
            var commands = List.of(ShellCommand.of("a", "true"), ShellCommand.of("b", "sleep 0.1"), ShellCommand.of("c", "true"));
            var nonce = Handshake.nonce();
            var channel = new ProcessShell(shell.command());
            channel.stdin().write(new Script(tools.device(), Elevation.Way.ROOT, null).of(nonce, commands));
            channel.stdin().flush();
            var out = new String(channel.stdout().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(out.endsWith(nonce + ":3:0\n"), out);
            Processes.assertGoneWithin(Duration.ofSeconds(2), channel);
        }
    }

    /** sudo as root asks nobody, so that this runs without a lab; the login's own sudo is in the lab's tests. */
    private static List<Frame> behindSudo(Shells shell, String text, boolean withoutWatcher) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && new File("/usr/bin/sudo").canExecute(),
                "needs root and sudo");
        var commands = List.of(ShellCommand.root("root", text).within(Duration.ofSeconds(1)),
                ShellCommand.of("after", "echo after"));
        var frames = commands.stream().map(Frame::new).toList();
        var nonce = Handshake.nonce();
        var script = new String(new Script(Tools.GNU.device(), Elevation.Way.SUDO_SOME, null).of(nonce, commands),
                StandardCharsets.UTF_8);
        var sent = withoutWatcher ? script.replace("kill -ALRM", ": ") : script;
        assertEquals(withoutWatcher, !sent.equals(script));
        var channel = new ProcessShell(shell.command());
        try (var conversation = new Conversation(channel, nonce, frames, sent.getBytes(StandardCharsets.UTF_8), null,
                ProcessShell.CLOCK)) {
            for (var frame : frames) {
                assertTrue(conversation.await(frame));
            }
        }
        Processes.assertGoneWithin(Duration.ofSeconds(3), channel);
        return frames;
    }

    @ParameterizedTest
    @EnumSource(names = { "DASH", "BASH", "BUSYBOX" })
    void sudoThatAllowsOneCommandIsToldToEndItAtItsTimeLimit(Shells shell) throws Exception {
        for (var text : List.of("sleep 600", "sh -c 'trap \"\" TERM HUP ALRM; while :; do sleep 0.2; done'", "sleep 600 | cat")) {
            var frames = behindSudo(shell, text, false);
            assertEquals(GapReason.TIMED_OUT, frames.get(0).cut().reason(), text + ": " + frames.get(0).exit());
            assertEquals(Frame.State.COMPLETE, frames.get(0).state(), text);
            assertEquals("after\n", new String(frames.get(1).out(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theKernelsAlarmTellsASudoThatTheLoginMayNotSignal() throws Exception {
        assumeTrue(new File("/usr/bin/perl").canExecute(), "no perl on this machine");
        var frames = behindSudo(Shells.DASH, "sh -c 'trap \"\" TERM HUP ALRM; while :; do sleep 0.2; done'", true);
        assertEquals(Frame.State.COMPLETE, frames.get(0).state());
        assertEquals(GapReason.TIMED_OUT, frames.get(0).cut().reason());
    }

    @Test
    void behindSudoThatAllowsOneCommandStatusAndOutputsAreTheCommandsOwn() throws Exception {
        var frames = behindSudo(Shells.BASH, "sh -c 'echo out; echo err >&2; cat; exit 7'", false);
        assertEquals(7, frames.get(0).exit());
        assertEquals("out\n", new String(frames.get(0).out(), StandardCharsets.UTF_8));
        assertEquals("err\n", new String(frames.get(0).err(), StandardCharsets.UTF_8));
        assertFalse(frames.get(0).cut() != null);
    }
}
