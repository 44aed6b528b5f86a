package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/** Shells that may stand behind /bin/sh, and devices that have fewer tools than this machine. */
enum Shells {
    DASH("dash"), BASH("bash"), BASH_POSIX("bash", "--posix"), BUSYBOX("busybox", "sh"), MKSH("mksh"), KSH("ksh");

    private final List<String> command;

    Shells(String... command) {
        this.command = List.of(command);
    }

    /** The command that starts it; the test is skipped by its name when it is not installed, dash and bash excepted. */
    List<String> command() {
        var there = this == DASH || this == BASH || this == BASH_POSIX
                || Arrays.stream(System.getenv("PATH").split(":")).anyMatch(d -> new File(d, command.getFirst()).canExecute());
        assumeTrue(there, "no " + command.getFirst() + " on this machine");
        return command;
    }

    /** What a device can have to end commands with. */
    enum Tools {
        /** As the handshake finds them with GNU's core utilities: timeout makes a process group itself. */
        GNU("timeout -k 2", ""),
        /** busybox of today: timeout in a session of its own. */
        TIMEOUT_AND_SETSID("timeout -k 2", "setsid"),
        /** No timeout: a watcher. */
        SETSID("", "setsid"),
        /** Neither: job control and a watcher. */
        NOTHING("", "");

        private final String limiter;
        private final String leader;

        Tools(String limiter, String leader) {
            this.limiter = limiter;
            this.leader = leader;
        }

        DeviceShell device() {
            return new DeviceShell("Linux", "1", "x", 0, "root", true, "printf", limiter, leader, "");
        }
    }
}
