package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.transport.shell.Shells.Tools;

/** What a script gets back from every shell of this machine. */
@Timeout(60)
class ScriptShellsTest {

    private static List<Frame> run(Shells shell, String... texts) throws Exception {
        var commands = new ArrayList<ShellCommand>();
        for (var text : texts) {
            commands.add(ShellCommand.of("command-" + commands.size(), text));
        }
        return ProcessShell.run(shell.command(), Tools.GNU.device(), Elevation.Way.ROOT, commands);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusComesBackAndTheTwoOutputsStayApart(Shells shell) throws Exception {
        var texts = new String[] { "echo out 0; echo err 0 >&2", "echo err 1 >&2; echo out 1; exit 1",
            "exit 2", "false", "exit 255", "echo out 5; exec >&-; exit 77" };
        var frames = run(shell, texts);
        assertEquals(List.of(0, 1, 2, 1, 255, 77), frames.stream().map(Frame::exit).toList());
        assertEquals(List.of("out 0\n", "out 1\n", "", "", "", "out 5\n"), frames.stream().map(f -> text(f.out())).toList());
        assertEquals(List.of("err 0\n", "err 1\n", "", "", "", ""), frames.stream().map(f -> text(f.err())).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatReadsItsInputReadsNothingAndTheNextIsNotSwallowed(Shells shell) throws Exception {
        var frames = run(shell, "cat; echo end $?", "read -r line; echo \"[$line] $?\"", "sh; echo $?", "cat <&3", "echo after");
        assertEquals(List.of("end 0\n", "[] 1\n", "0\n"), frames.subList(0, 3).stream().map(f -> text(f.out())).toList());
        assertEquals("", text(frames.get(3).out()));
        assertEquals("after\n", text(frames.get(4).out()));
    }

    @ParameterizedTest
    @EnumSource
    void nulsAndUnfinishedLinesComeBackAsTheyAre(Shells shell) throws Exception {
        var frames = run(shell, "printf 'a\\000b\\377\\r\\n\\n'; printf '\\000' >&2", "printf 'no end'; printf 'none' >&2",
                "printf '\\n'");
        assertArrayEquals(new byte[] { 'a', 0, 'b', (byte) 0xff, '\r', '\n', '\n' }, frames.get(0).out());
        assertArrayEquals(new byte[] { 0 }, frames.get(0).err());
        assertEquals("no end", text(frames.get(1).out()));
        assertEquals("none", text(frames.get(1).err()));
        assertEquals("\n", text(frames.get(2).out()));
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatKillsItselfOrItsGroupIsAStatusAndNothingMore(Shells shell) throws Exception {
        var frames = run(shell, "echo before; kill -KILL $$", "kill -TERM $$", "kill -HUP $$", "kill -PIPE 0", "echo after");
        assertEquals(List.of(137, 143, 129), frames.subList(0, 3).stream().map(Frame::exit).toList());
        assertEquals("before\n", text(frames.get(0).out()));
        for (var frame : frames) {
            assertNull(frame.cut(), "it did not take as long as its limit");
        }
        assertEquals("after\n", text(frames.get(4).out()));
    }

    @ParameterizedTest
    @EnumSource
    void quotesDollarsAndLineBreaksReachTheCommandsShellUntouched(Shells shell) throws Exception {
        var frames = run(shell, "printf '%s ' 'it'\\''s' \"a \\\"b\\\"\" \\$HOME '$(id)' '`id`' '\\n' | cat",
                "cat <<'E'\nl'1\n$x\nE\necho done",
                "set -- 'a  b' c; echo $# \"$1\"", "echo \u00e4\u20ac", "true #' unfinished", "echo '}'; echo ')'; echo 'esac'",
                "echo \"");
        assertEquals("it's a \"b\" $HOME $(id) `id` \\n ", text(frames.get(0).out()));
        assertEquals("l'1\n$x\ndone\n", text(frames.get(1).out()));
        assertEquals("2 a  b\n", text(frames.get(2).out()));
        assertEquals("\u00e4\u20ac\n", new String(frames.get(3).out(), StandardCharsets.UTF_8));
        assertEquals(0, frames.get(4).exit());
        assertEquals("}\n)\nesac\n", text(frames.get(5).out()));
        assertEquals(2, frames.get(6).exit(), "a command that is no shell text is its own shell's trouble");
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredCommandsAreTwoHundredReplies(Shells shell) throws Exception {
        var texts = new String[200];
        for (var i = 0; i < texts.length; i++) {
            texts[i] = "echo " + i + "; exit " + i % 100;
        }
        var frames = run(shell, texts);
        for (var i = 0; i < texts.length; i++) {
            assertEquals(i + "\n", text(frames.get(i).out()));
            assertEquals(i % 100, frames.get(i).exit());
            assertEquals("", text(frames.get(i).err()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommandOverItsTimeEndsAndTheNextGoesOn(Shells shell) throws Exception {
        for (var tools : Tools.values()) {
            var hang = ShellCommand.of("hang", "echo partial; sleep 600; echo never").within(Duration.ofSeconds(1));
            var after = ShellCommand.of("after", "echo after");
            var frames = ProcessShell.run(shell.command(), tools.device(), Elevation.Way.ROOT, List.of(hang, after));
            assertEquals(Frame.State.COMPLETE, frames.get(0).state(), tools + ": ended by the device, not by us");
            assertEquals(GapReason.TIMED_OUT, frames.get(0).cut().reason(), tools.name());
            assertEquals("partial\n", text(frames.get(0).out()), tools.name());
            assertEquals("after\n", text(frames.get(1).out()), tools.name());
            assertEquals("", text(frames.get(1).err()), tools.name());
        }
    }
}
