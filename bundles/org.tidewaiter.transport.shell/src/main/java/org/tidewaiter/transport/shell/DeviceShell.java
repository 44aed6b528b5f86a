package org.tidewaiter.transport.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the shell on the device told about itself and its tools.
 *
 * @param system  {@code uname -s}
 * @param release {@code uname -r}
 * @param machine {@code uname -m}
 * @param userId  numeric
 * @param user    login name
 * @param sudo    whether sudo is there
 * @param emitter how a line is printed without a process, whose arguments others could read: {@code printf}, {@code print} or "" if not at all
 * @param limiter command that ends another one after a time: {@code timeout -k 2}, {@code timeout} or ""
 * @param leader  command that makes another one a process group of its own: {@code setsid}, or "" where there is none or where the limiter
 *                does so itself, as that of the GNU core utilities does
 * @param nice    path of nice(1), since the login's own search path may not lead to it, or ""
 */
record DeviceShell(String system, String release, String machine, long userId, String user, boolean sudo, String emitter,
        String limiter,
        String leader, String nice) {

    private static final int LINES = 10;
    private static final String NOTHING = "-";
    private static final String PLAIN_PATH = "/[A-Za-z0-9/._-]+";

    /** Asks for it, one line each; {@link #NOTHING} stands for "no answer". */
    static final String QUESTIONS = """
            o() { x=$("$@" 2>/dev/null </dev/null); echo "${x:--}"; }
            o uname -s
            o uname -r
            o uname -m
            o id -u
            o id -un
            o command -v sudo
            case $(type printf 2>/dev/null) in
            *builtin*) echo printf ;;
            *) case $(type print 2>/dev/null) in *builtin*) echo print ;; *) echo - ;; esac ;;
            esac
            g=
            if timeout --foreground -k 2 5 true; then g=1; echo timeout -k 2; elif timeout -k 2 5 true; then echo timeout -k 2
            elif timeout 5 true; then echo timeout; else echo -; fi 2>/dev/null </dev/null
            if test -z "$g" && setsid true; then echo setsid; else echo -; fi 2>/dev/null </dev/null
            if nice true; then command -v nice; else echo -; fi 2>/dev/null </dev/null
            """;

    /** Reads the answers; empty when they are not what a POSIX system answers. */
    static Optional<DeviceShell> parse(List<String> lines) {
        if (lines.size() != LINES || !lines.get(3).matches("[0-9]{1,10}") || lines.get(0).equals(NOTHING)) {
            return Optional.empty();
        }
        return Optional.of(new DeviceShell(lines.get(0), lines.get(1), lines.get(2), Long.parseLong(lines.get(3)), lines.get(4),
                !lines.get(5).equals(NOTHING), tool(lines.get(6)), tool(lines.get(7)), tool(lines.get(8)),
                lines.get(9).matches(PLAIN_PATH) ? lines.get(9) : ""));
    }

    private static String tool(String line) {
        return line.equals(NOTHING) ? "" : line;
    }

    /** The command line that starts a shell for a script: what it runs is as nice as it is. */
    String start() {
        return ("exec " + nice).strip() + " /bin/sh";
    }

    /** Whether the login is the superuser. */
    boolean isRoot() {
        return userId == 0;
    }
}
