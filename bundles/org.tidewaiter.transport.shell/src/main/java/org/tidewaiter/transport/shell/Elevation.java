package org.tidewaiter.transport.shell;

import org.tidewaiter.api.model.GapReason;
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

    /** What a command gets that is not even tried. */
    Shortfall denial(String command) {
        return new Shortfall(GapReason.DENIED, "needs root: " + Words.program(command) + "; " + reason);
    }
}
