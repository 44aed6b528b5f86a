package org.tidewaiter.transport.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellCommand.Privilege;
import org.tidewaiter.engine.spi.Secret;

/**
 * The text of one script, as a shell reads it from its standard input. It is one compound command, so the shell has read all of it before it
 * runs the first line; from then on the end of its input means "stop": a guardian waits for it and ends whatever runs. The nonce and the
 * password sit in variables that are not exported, and are printed by builtins alone, so that no process has them in its arguments.
 */
final class Script {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Reads to the end of the channel, then ends the script. */
    private static final String PROLOGUE = """
            {
            exec 3<&0 </dev/null
            LC_ALL=C LANG=C PATH=%s${PATH:+:$PATH}
            export LC_ALL LANG PATH
            unset HISTFILE LANGUAGE ENV BASH_ENV
            umask 077
            n=%s s=$$ p= w= e=end
            ( while read -r x; do :; done; kill -TERM $s ) <&3 >/dev/null 2>&1 &
            g=$!
            kids() { ps -A -o pid= -o ppid= | while read -r c q; do test "$q" != "$1" || { echo "$c"; kids "$c"; }; done; }
            end() { set -- "$1" $(kids "$1"); kill -TERM -$1 || kill -TERM "$@"; sleep 1; kill -KILL -$1 || kill -KILL "$@"; }
            hush() { kill -ALRM $1 $(kids "$1"); }
            stop() { trap '' TERM HUP; test -z "$w" || kill -KILL "$w"; test -z "$p" || $e "$p"; exit 143; }
            trap 'stop >/dev/null 2>&1' TERM HUP
            m() { p= w= e=end; echo "$n:$1:$2"; echo "$n:$1:$2" >&2; }
            m 0 0
            """;

    private static final String EPILOGUE = """
            { kill -KILL $g; wait $g; } 2>/dev/null
            exit 0
            }
            """;

    /**
     * Runs as root, behind sudo, where the login cannot send a signal to: it keeps the time limit itself, and ends the command when its own
     * standard input ends. sudo hands on a signal that met it while it started, hence the trap. With a second argument of "fed" the first line of that input is the process that keeps it open.
     */
    private static final String ROOT_KEEPER = """
            end() { kill -TERM -$1 || kill -TERM $1; sleep 1; kill -KILL -$1 || kill -KILL $1; }
            f= w= p=
            trap 'p=${p:-$!}; test -z "$p" || end "$p"; exit 143' TERM HUP
            if test "$2" = fed; then read -r f; fi; l=$1; shift 2
            exec 3<&0 </dev/null
            %s
            p=$!
            ( while read -r x; do :; done; end $p ) <&3 >/dev/null 2>&1 &
            g=$!
            wait $p; r=$?
            kill $f 2>/dev/null
            { kill -KILL $g $w; wait $g $w; } 2>/dev/null
            exit $r""";

    /**
     * Has the kernel send SIGALRM to sudo a second after the watcher should have: an alarm outlives the exec of a set-user-id program, and
     * comes through where sudo has made itself root entirely, as older releases do, so that the login may not signal it. Where sudo reads a
     * password, it stops the alarm.
     */
    private static final String ALARM = """
            al() { command -v perl >/dev/null && exec perl -e 'alarm 1+shift; exec {$ARGV[0]} @ARGV; exit 127' "$@"; shift; exec "$@"; }
            al "$1" sudo -n --\s""";

    private final DeviceShell shell;
    private final Elevation.Way way;
    private final @Nullable Secret password;

    /** The password is used by ways that need one. */
    Script(DeviceShell shell, Elevation.Way way, @Nullable Secret password) {
        this.shell = shell;
        this.way = way;
        this.password = password;
    }

    /** The script whose only section answers {@link DeviceShell#QUESTIONS}. */
    static byte[] questions(String nonce) {
        return bytes(prologue(nonce) + DeviceShell.QUESTIONS + "m 1 0\n" + EPILOGUE);
    }

    /** The script that runs these commands; section n is command n-1. The caller wipes it when it was sent. */
    byte[] of(String nonce, List<ShellCommand> commands) {
        var text = new ByteArrayOutputStream(1 << 12);
        text.writeBytes(bytes(prologue(nonce) + runners()));
        if (needsPassword(commands)) {
            appendPassword(text);
        }
        for (var index = 0; index < commands.size(); index++) {
            text.writeBytes(bytes(line(index + 1, commands.get(index))));
        }
        text.writeBytes(bytes(EPILOGUE));
        return text.toByteArray();
    }

    private boolean needsPassword(List<ShellCommand> commands) {
        return password != null && commands.stream().anyMatch(c -> c.privilege() == Privilege.ROOT)
                && (way == Elevation.Way.SUDO_WITH_PASSWORD || way == Elevation.Way.SUDO_SOME_WITH_PASSWORD);
    }

    private void appendPassword(ByteArrayOutputStream text) {
        text.writeBytes(bytes("key='"));
        var secret = password == null ? new byte[0] : password.utf8();
        for (var b : secret) {
            if (b == '\'') {
                text.writeBytes(bytes("'\\''"));
            } else {
                text.write(b);
            }
        }
        Arrays.fill(secret, (byte) 0);
        text.writeBytes(bytes("'\n"));
    }

    private static String prologue(String nonce) {
        return PROLOGUE.formatted(PATH, nonce);
    }

    /**
     * The functions that run a command: {@code t} as the login; {@code v} and {@code z} behind sudo, where the keeper limits it; {@code u} and
     * {@code q} behind sudo that allows nothing else. Of those sudo itself is told to end its command: SIGALRM is what makes it do so with
     * rising force (sudo's exec.c, terminate_command). It must not be killed before that, since its command would then go on alone.
     */
    private String runners() {
        return "t() { " + background("sh -c \"$3\"", "$2")
                + "\nwait $p; r=$?; c; m $1 $r; }\n" + """
                c() { test -z "$w" || { kill -KILL $w; wait $w; } 2>/dev/null; }
                h() {
                WATCH
                wait $p; r=$?; c; }
                u() { e=hush; sh -c "$3" sh "$2" </dev/null 3<&- & p=$!; h "$2"; m $1 $r; }
                v() { sh -c "$2" <&3 3<&- & p=$!; wait $p; m $1 $?; }
                y() { EMIT; }
                q() { e=hush; y | sh -c "$3" 3<&- & p=$!; h "$2"; m $1 $r; }
                z() { { y; exec sh -c 'echo $$; exec cat' <&3 3<&-; } | sh -c "$2" 3<&- & p=$!; wait $p; m $1 $?; }
                """.replace("EMIT", emit()).replace("WATCH", watcher("$1", "hush"));
    }

    private String emit() {
        return shell.emitter().equals("print") ? "print -r -- \"$key\"" : "printf '%s\\n' \"$key\"";
    }

    private String line(int index, ShellCommand command) {
        var limit = Math.max(1, command.timeout().toSeconds());
        if (command.privilege() == Privilege.LOGIN) {
            return "t " + index + " " + limit + " " + Words.quote(command.text()) + "\n";
        }
        return switch (way) {
            case ROOT, NONE -> "t " + index + " " + limit + " " + Words.quote(command.text()) + "\n";
            case SUDO -> "v " + index + " " + Words.quote("exec sudo -n -- " + kept(limit, "plain", command.text())) + "\n";
            case SUDO_WITH_PASSWORD ->
                "z " + index + " " + Words.quote("exec sudo -k -S -p '' -- " + kept(limit, "fed", command.text())) + "\n";
            case SUDO_SOME -> "u " + index + " " + limit + " " + Words.quote(ALARM + command.text()) + "\n";
            // The password is read by sudo for certain: `sudo -n` has just refused this command for want of one.
            case SUDO_SOME_WITH_PASSWORD -> "q " + index + " " + limit + " "
                    + Words.quote("exec sudo -k -S -p '' -- " + command.text()) + "\n";
        };
    }

    private String kept(long limit, String input, String text) {
        return "sh -c " + Words.quote(ROOT_KEEPER.formatted(background("\"$@\"", "$l"))) + " sh " + limit + " " + input + " "
                + text;
    }

    /**
     * A command in the background as {@code $p}, in a process group of its own where the device can do that, ended after a time either by
     * the device's own tool or by a watcher {@code $w}.
     */
    private String background(String command, String limit) {
        if (!shell.limiter().isEmpty()) {
            return "w=; " + (shell.leader() + " " + shell.limiter() + " \"" + limit + "\" " + command).strip()
                    + " </dev/null 3<&- & p=$!";
        }
        // Job control makes a group where no tool does; both together would make setsid fork and leave nothing to wait for. A shell without
        // a terminal may refuse job control; then the command's children are found by ps.
        var jobs = shell.leader().isEmpty();
        return (jobs ? "set -m 2>/dev/null; " : "") + (shell.leader() + " " + command).strip() + " </dev/null 3<&- & p=$!"
                + (jobs ? "; set +m" : "") + "\n"
                + watcher(limit, "end");
    }

    /**
     * Ends {@code $p} after a time unless {@code $w} is killed before. That must be SIGKILL: a shell that has just been forked may swallow
     * any other signal, and would then end whoever has the process number by that time. It sleeps by the second, since the sleep stays; and it has another
     * process do the ending, which goes on with harder means when the first had ended {@code $p} alone.
     */
    private static String watcher(String limit, String ending) {
        return "( x=0; while test $x -lt " + limit + "; do sleep 1; x=$((x+1)); done; " + ending
                + " $p & ) 3<&- >/dev/null 2>&1 & w=$!";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
