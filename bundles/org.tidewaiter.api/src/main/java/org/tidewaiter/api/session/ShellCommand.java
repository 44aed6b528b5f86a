package org.tidewaiter.api.session;

import java.time.Duration;

/**
 * A fixed command for a POSIX shell. It reads nothing from standard input, writes no file and leaves no process behind; it runs with
 * {@code LC_ALL=C} and the system directories on its path.
 *
 * @param id      {@code mount-table}
 * @param text    a command for {@code sh -c}; for {@link Privilege#ROOT} one simple command, so that a sudo rule can allow just that
 * @param privilege whose rights it needs
 * @param timeout how long it may run on the device
 * @param limitBytes most bytes that are read of each of its two outputs; more is a shortfall
 */
public record ShellCommand(String id, String text, Privilege privilege, Duration timeout, int limitBytes) implements Request {

    /** Whose rights a command needs. */
    public enum Privilege {
        /** Those of the login. */
        LOGIN,
        /** The superuser's, directly or by sudo. Without them the command is not run, and the reply says "denied". */
        ROOT
    }

    public ShellCommand {
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(id + ": no command");
        }
    }

    /** With the login's rights, 20 seconds, 16 MiB. */
    public static ShellCommand of(String id, String text) {
        return new ShellCommand(id, text, Privilege.LOGIN, Duration.ofSeconds(20), 16 << 20);
    }

    /** With the superuser's rights, 20 seconds, 16 MiB. */
    public static ShellCommand root(String id, String text) {
        return new ShellCommand(id, text, Privilege.ROOT, Duration.ofSeconds(20), 16 << 20);
    }

    /** The same with another time limit. */
    public ShellCommand within(Duration limit) {
        return new ShellCommand(id, text, privilege, limit, limitBytes);
    }
}
