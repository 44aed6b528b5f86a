package org.tidewaiter.transport.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.transport.shell.Refusal.Sudo;

class RefusalTest {

    private static final String LECTURE = """

            We trust you have received the usual lecture from the local System
            Administrator. It usually boils down to these three things:

                #1) Respect the privacy of others.
                #2) Think before you type.
                #3) With great power comes great responsibility.

            For security reasons, the password you type will not be visible.

            """;
    private static final Elevation SOME = new Elevation(Elevation.Way.SUDO_SOME, "some");
    private static final Elevation ROOT = new Elevation(Elevation.Way.ROOT, "root");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As sudo 1.9.13p3 of Debian 12 said them on lin1 of the lab, on standard error, with exit status 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "WANTS_PASSWORD|sudo: a password is required",
        "WANTS_PASSWORD|sudo: no password was provided\\nsudo: a password is required",
        "WRONG_PASSWORD|Sorry, try again.\\n\\nsudo: no password was provided\\nsudo: 1 incorrect password attempt",
        "NOT_THIS_COMMAND|Sorry, user listpass is not allowed to execute '/usr/bin/ls /root' as root on lin1.lab.test.",
        "NOT_ALLOWED|nosudo is not in the sudoers file.",
        "WANTS_TERMINAL|sudo: sorry, you must have a tty to run sudo",
        "BROKEN|sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set",
        "BROKEN|sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root.",
        "BROKEN|sudo: unable to initialize PAM: Critical error - immediate abort",
        "SILENT|cat: /nowhere: No such file or directory" })
    void debiansSudoIsUnderstood(Sudo said, String text) {
        assertSaid(said, text);
    }

    /** Never met in the lab: wording as published in the sources of sudo (plugins/sudoers) of other releases. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "WRONG_PASSWORD|sudo: 3 incorrect password attempts",
        "WANTS_TERMINAL|sudo: a terminal is required to read the password; either use the -S option to read from standard input",
        "WANTS_TERMINAL|sudo: no tty present and no askpass program specified",
        "NOT_ALLOWED|Sorry, user guest may not run sudo on host.",
        "NOT_ALLOWED|guest is not allowed to run sudo on host.  This incident will be reported.",
        "NOT_ALLOWED|guest is not in the sudoers file.  This incident will be reported.",
        "BROKEN|sudo: no valid sudoers sources found, quitting",
        "BROKEN|sudo: account validation failure, is your account locked?",
        "BROKEN|sudo: PAM account management error: Permission denied" })
    void otherReleasesOfSudoAreUnderstood(Sudo said, String text) {
        assertSaid(said, text);
    }

    /** Never met in the lab: wording as published in the sources of sudo-rs (src/common/error.rs, src/pam/error.rs). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "WANTS_PASSWORD|sudo: interactive authentication is required",
        "WANTS_PASSWORD|sudo: Authentication required but not attempted",
        "WRONG_PASSWORD|sudo: Maximum 3 incorrect authentication attempts",
        "WRONG_PASSWORD|sudo: Incorrect authentication attempt",
        "NOT_THIS_COMMAND|sudo: Sorry, user guest is not allowed to execute '/usr/bin/ls' as root on host.",
        "NOT_ALLOWED|sudo: I'm sorry guest. I'm afraid I can't do that",
        "WANTS_TERMINAL|sudo: A terminal is required to authenticate",
        "BROKEN|sudo: sudo must be owned by uid 0 and have the setuid bit set",
        "BROKEN|sudo: Account validation failure, is your account locked?" })
    void sudoRsIsUnderstood(Sudo said, String text) {
        assertSaid(said, text);
    }

    private static void assertSaid(Sudo said, String text) {
        var lines = text.replace("\\n", "\n") + "\n";
        assertEquals(said, Refusal.sudo(1, bytes(lines)));
        var noisy = "sudo: unable to resolve host lin1: Temporary failure in name resolution\n" + LECTURE + lines;
        assertEquals(said, Refusal.sudo(1, bytes(noisy)));
        assertEquals(Sudo.SILENT, Refusal.sudo(0, bytes(noisy)), "what ends well was not refused");
    }

    @Test
    void aCommandBehindSudoThatIsMissingIsNotPresentForBothSudos() {
        for (var line : new String[] { "sudo: dmidecode: command not found", "sudo: 'dmidecode': command not found" }) {
            var shortfall = Refusal.of(ShellCommand.root("dmi", "dmidecode -t 1"), 1, bytes(line + "\n"), SOME, "auditor")
                    .orElseThrow();
            assertEquals(GapReason.NOT_PRESENT, shortfall.reason());
            assertEquals("no such command: dmidecode", shortfall.detail());
        }
    }

    @Test
    void rootsOwnCommandMaySayWhatSudoSays() {
        var text = bytes("Sorry, user x is not allowed to execute y as z\n");
        assertTrue(Refusal.of(ShellCommand.root("id", "id"), 1, text, ROOT, "root").isEmpty());
        assertTrue(Refusal.of(ShellCommand.of("id", "id"), 1, text, SOME, "auditor").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aMissingProgramIsNamedWhateverTheShellsWordingIs(Shells shell) throws Exception {
        for (var text : new String[] { "tidewaiter-none -x", "true; tidewaiter-none", "echo a | tidewaiter-none",
            "timeout 5 tidewaiter-none",
            "nice tidewaiter-none" }) {
            var command = new ArrayList<>(shell.command());
            command.add("-c");
            command.add(text);
            var builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            var err = process.getErrorStream().readAllBytes();
            var shortfall = Refusal.of(ShellCommand.of("none", text), process.waitFor(), err, SOME, "auditor").orElseThrow();
            assertEquals("no such command: tidewaiter-none", shortfall.detail(),
                    text + ": " + new String(err, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatMayNotBeExecutedIsDenied(Shells shell) throws Exception {
        var command = new ArrayList<>(shell.command());
        command.add("-c");
        command.add("/etc/passwd");
        var process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        var err = process.getErrorStream().readAllBytes();
        var shortfall = Refusal.of(ShellCommand.of("x", "/etc/passwd"), process.waitFor(), err, SOME, "auditor").orElseThrow();
        assertEquals(GapReason.DENIED, shortfall.reason());
        assertEquals("/etc/passwd; user auditor may not execute it", shortfall.detail());
    }

    @Test
    void anyBytesAreRead() {
        var bytes = new byte[1 << 20];
        new Random(7).nextBytes(bytes);
        assertEquals(Sudo.SILENT, Refusal.sudo(1, bytes));
        assertTrue(Refusal.of(ShellCommand.root("x", "x"), 127, bytes, SOME, "u").isPresent());
    }
}
