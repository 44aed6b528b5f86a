package org.tidewaiter.transport.shell;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellCommand.Privilege;
import org.tidewaiter.api.session.Shortfall;

/** Reads from an exit status and standard error, both in the C locale, why a command or sudo did not do what was asked. Pure and total. */
final class Refusal {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int LONGEST = 1 << 14;

    // dash "sh: 1: x: not found", bash "sh: line 1: x: command not found", busybox "sh: x: not found", timeout(1) and nice(1) quote the name.
    // mksh "E: mksh: x: inaccessible or not found".
    private static final Pattern MISSING = Pattern.compile(
            "(?m)^(?:E: )?\\S*sh: (?:(?:line )?\\d+: )?(?:\\S+: )?([^:\\n]+): (?:inaccessible or )?(?:command )?not found"
                    + "|(?:failed to (?:run command|execute)|can't execute|^(?:nice|env):) ['\\u2018]?([^'\\u2019\\n]+)['\\u2019]?: No such file"
                    + "|^sudo: '?([^:'\\n]+)'?: command not found");

    /** What sudo said. */
    enum Sudo {
        /** Nothing: it ran the command, or broke in a way of its own. */
        SILENT,
        /** It wants a password and got none. */
        WANTS_PASSWORD,
        /** The password was wrong. */
        WRONG_PASSWORD,
        /** The login may use sudo, but not for this command. */
        NOT_THIS_COMMAND,
        /** The login may not use sudo at all. */
        NOT_ALLOWED,
        /** It wants a terminal. */
        WANTS_TERMINAL,
        /** It cannot work here at all: no set-user-id bit, a broken sudoers file. */
        BROKEN
    }

    private Refusal() {
    }

    /** What sudo or sudo-rs said on standard error. Their lecture, and complaints about host names, say nothing. */
    static Sudo sudo(int exit, byte[] err) {
        if (exit == 0) {
            return Sudo.SILENT;
        }
        var text = text(err);
        // Once a wrong password was read, sudo goes on to ask and ends for want of another one: this line is the telling one.
        if (text.contains("incorrect password attempt") || text.contains("Sorry, try again.")
                || text.matches("(?is).*incorrect authentication attempt.*")) {
            return Sudo.WRONG_PASSWORD;
        }
        if (text.contains("sudo: a password is required") || text.contains("sudo: no password was provided")
                || text.contains("sudo: interactive authentication is required")
                || text.contains("sudo: Authentication required but not attempted")) {
            return Sudo.WANTS_PASSWORD;
        }
        if (text.contains("you must have a tty to run sudo") || text.contains("sudo: a terminal is required")
                || text.contains("sudo: no tty present") || text.contains("sudo: A terminal is required")) {
            return Sudo.WANTS_TERMINAL;
        }
        if (text.contains("is not allowed to execute")) {
            return Sudo.NOT_THIS_COMMAND;
        }
        if (text.contains("is not in the sudoers file") || text.contains("I'm afraid I can't do that")
                || text.contains("may not run sudo")
                || text.contains("is not allowed to run sudo")) {
            return Sudo.NOT_ALLOWED;
        }
        var broken = text.contains("must be owned by uid 0 and have the setuid bit set")
                || text.contains("sudo: no valid sudoers sources found")
                || text.contains("\"no new privileges\" flag is set") || text.contains("sudo: PAM account management error")
                || text.contains("sudo: PAM authentication error") || text.contains("sudo: account validation failure")
                || text.contains("sudo: Account validation failure") || text.contains("sudo: unable to initialize PAM")
                || text.contains("sudo: unable to initialize policy plugin");
        return broken ? Sudo.BROKEN : Sudo.SILENT;
    }

    /** Why a command that ended has no full reply; empty when it has one. */
    static Optional<Shortfall> of(ShellCommand command, int exit, byte[] err, Elevation elevation, String user) {
        if (command.privilege() == Privilege.ROOT && elevation.way() != Elevation.Way.ROOT) {
            var said = sudo(exit, err);
            if (said != Sudo.SILENT) {
                return Optional
                        .of(denied(command, words(said, user, Words.program(command.text()), Words.firstLine(sudoLine(err)))));
            }
        }
        if (exit == NOT_FOUND) {
            return Optional.of(new Shortfall(GapReason.NOT_PRESENT, "no such command: " + missing(command, err)));
        }
        if (exit == 1 && command.privilege() == Privilege.ROOT
                && text(err).matches("(?s).*^sudo: [^:\\n]+: command not found.*|sudo: [^:\\n]+: command not found.*")) {
            return Optional.of(new Shortfall(GapReason.NOT_PRESENT, "no such command: " + missing(command, err)));
        }
        if (exit == NOT_EXECUTABLE && text(err).contains("ermission denied")) {
            return Optional.of(denied(command, "user " + user + " may not execute it"));
        }
        return Optional.empty();
    }

    /** What to say, and whom to ask for what. */
    static String words(Sudo said, String user, String program, String line) {
        return switch (said) {
            case SILENT -> "";
            case WANTS_PASSWORD ->
                "sudo wants a password of user " + user
                        + " and none is at hand; log in as root, use a credential whose password sudo"
                        + " may have, or ask the administrator for a NOPASSWD rule for " + program;
            case WRONG_PASSWORD -> "sudo refused the password of user " + user;
            case NOT_THIS_COMMAND ->
                "sudo does not allow it to user " + user + "; ask the administrator for a sudo rule for " + program;
            case NOT_ALLOWED -> "user " + user + " may not use sudo; ask the administrator for a sudo rule";
            case WANTS_TERMINAL ->
                "sudo wants a terminal; ask the administrator for the line \"Defaults:" + user + " !requiretty\" in sudoers";
            case BROKEN -> "sudo does not work on this device: " + line;
        };
    }

    private static Shortfall denied(ShellCommand command, String why) {
        var need = command.privilege() == Privilege.ROOT ? "needs root: " : "";
        return new Shortfall(GapReason.DENIED, need + Words.program(command.text()) + "; " + why);
    }

    private static String missing(ShellCommand command, byte[] err) {
        var matcher = MISSING.matcher(text(err));
        var name = Words.program(command.text());
        while (matcher.find()) {
            for (var group = 1; group <= matcher.groupCount(); group++) {
                name = matcher.group(group) == null ? name : matcher.group(group);
            }
        }
        return Words.printable(name);
    }

    /** sudo's own line, without its noise about the host's name. */
    static byte[] sudoLine(byte[] err) {
        return text(err).lines().filter(l -> l.startsWith("sudo: ") && !l.contains("unable to resolve host")).findFirst()
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] err) {
        return new String(err, 0, Math.min(err.length, LONGEST), StandardCharsets.UTF_8);
    }
}
