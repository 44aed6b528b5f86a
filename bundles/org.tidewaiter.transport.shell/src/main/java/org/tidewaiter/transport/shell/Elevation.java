package org.tidewaiter.transport.shell;

import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.Shortfall;

/**
 * How a login gets the superuser's rights on this device.
 *
 * @param way    which way
 * @param reason for people: what was found, or why there is no way
 */
record Elevation(Way way, String reason) {

    /** The ways, from best to none. */
    enum Way {
        /** The login is root. */
        ROOT,
        /** sudo runs anything without a password. */
        SUDO,
        /** sudo runs anything after the password that we have. */
        SUDO_WITH_PASSWORD,
        /** sudo may allow some commands; the password is sent where it asks for one, and there is none for this login otherwise. */
        SUDO_SOME,
        /** The same, and we have the password. */
        SUDO_SOME_WITH_PASSWORD,
        /** No way. */
        NONE
    }

    /** Whether sudo allows single commands at most, so that a command of root's cannot be kept by anything that we run as root. */
    boolean isPartial() {
        return way == Way.SUDO_SOME || way == Way.SUDO_SOME_WITH_PASSWORD;
    }

    /**
     * What became of a command that was cut, as far as it ran as root beyond our reach; "" when it is certain to have ended.
     *
     * @param byDevice whether sudo ended it, and not only we our waiting
     */
    String remains(ShellCommand command, boolean byDevice, String user) {
        if (command.privilege() != ShellCommand.Privilege.ROOT || !isPartial()) {
            return "";
        }
        var program = Words.program(command.text());
        return byDevice ? "; sudo ended " + program + " itself, what that has started may still run"
                : "; " + program + " may still run there as root, where user " + user
                        + " cannot end it: look for it with ps and have the administrator end it";
    }

    /** What a command gets that is not even tried. */
    Shortfall denial(String command) {
        return new Shortfall(GapReason.DENIED, "needs root: " + Words.program(command) + "; " + reason);
    }
}
