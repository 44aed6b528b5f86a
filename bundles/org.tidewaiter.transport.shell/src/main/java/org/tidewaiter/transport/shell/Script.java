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
            n=%s s=$$ p= w=
            ( while read -r x; do :; done; kill -TERM $s ) <&3 >/dev/null 2>&1 &
            g=$!
            kids() { ps -A -o pid= -o ppid= | while read -r c q; do test "$q" != "$1" || { echo "$c"; kids "$c"; }; done; }
            end() { set -- "$1" $(kids "$1"); kill -TERM -$1 || kill -TERM "$@"; sleep 1; kill -KILL -$1 || kill -KILL "$@"; }
            stop() { trap '' TERM HUP; test -z "$w" || kill "$w"; test -z "$p" || end "$p"; exit 143; }
            trap 'stop >/dev/null 2>&1' TERM HUP
            m() { p=; echo "$n:$1:$2"; echo "$n:$1:$2" >&2; }
            m 0 0
            """;

    private static final String EPILOGUE = """
            kill $g
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
            kill $g $f $w 2>/dev/null
            exit $r""";

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

    /** The functions that run a command: as the login, behind sudo, behind sudo with a lifeline, behind sudo with a password. */
    private String runners() {
        return "t() { " + background("sh -c \"$3\"", "$2")
                + "\nwait $p; r=$?; test -z \"$w\" || kill $w 2>/dev/null; m $1 $r; }\n" + """
                u() { sh -c "$2" </dev/null 3<&- & p=$!; wait $p; m $1 $?; }
                v() { sh -c "$2" <&3 3<&- & p=$!; wait $p; m $1 $?; }
                y() { EMIT; }
                q() { y | sh -c "$2" 3<&- & p=$!; wait $p; m $1 $?; }
                z() { { y; exec sh -c 'echo $$; exec cat' <&3 3<&-; } | sh -c "$2" 3<&- & p=$!; wait $p; m $1 $?; }
                """.replace("EMIT", emit());
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
            case SUDO_SOME -> "u " + index + " " + Words.quote("exec sudo -n -- " + command.text()) + "\n";
            // The password is read by sudo for certain: `sudo -n` has just refused this command for want of one.
            case SUDO_SOME_WITH_PASSWORD -> "q " + index + " " + Words.quote("exec sudo -k -S -p '' -- " + command.text()) + "\n";
        };
    }

    private String kept(long limit, String input, String text) {
        return "sh -c " + Words.quote(ROOT_KEEPER.formatted(background("\"$@\"", "$l"))) + " sh " + limit + " " + input + " "
                + text;
    }

    /**
     * A command in the background as {@code $p}, in a process group of its own where the device can do that, ended after a time either by
     * the device's own tool or by a watcher {@code $w}. A signal may meet the watcher while it starts and be lost, so it looks each second
     * whether there is anything left to watch; while it ends the command it hears no signal, as the script sends one when the command is gone.
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
                + "( i=" + limit
                + " k=; trap 'kill $k; exit' TERM; while test $i -gt 0; do i=$((i-1)); sleep 1 & k=$!; wait $k; kill -0 $p || exit 0; done;"
                + " trap '' TERM; end $p ) 3<&- >/dev/null 2>&1 & w=$!";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
