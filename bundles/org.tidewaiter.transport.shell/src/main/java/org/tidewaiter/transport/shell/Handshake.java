package org.tidewaiter.transport.shell;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.ExchangeLog;

/**
 * Finds out whether a POSIX shell answers. Nothing is typed before the login's shell has shown, by running one {@code echo}, that it runs what
 * it is given: a menu would take a script for choices.
 */
final class Handshake {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Handshake() {
    }

    /** 128 random bits in hex. */
    static String nonce() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Asks the first shell who it is.
     *
     * @throws TransportException {@code UNSUPPORTED} when something else answers, {@code TIMED_OUT} when nothing does
     */
    static DeviceShell shake(String target, ShellMeans means, Deadline deadline, ExchangeLog log)
            throws TransportException, InterruptedException {
        var hello = "tidewaiter-" + nonce();
        var nonce = nonce();
        var frame = new Frame(
                new ShellCommand("handshake", "uname", ShellCommand.Privilege.LOGIN, Duration.ofSeconds(3600), 1 << 16));
        try (var channel = means.open("echo " + hello + "; exec /bin/sh", deadline.left());
                var conversation = new Conversation(channel, nonce, List.of(frame), Script.questions(nonce), hello, log)) {
            if (!conversation.awaitBeginning(deadline)) {
                throw foreign(target, conversation, deadline);
            }
            conversation.awaitUntil(frame, deadline);
            if (frame.pending()) {
                throw deadline.passed() ? tooLate(target) : foreign(target, conversation, deadline);
            }
            var lines = new String(frame.out(), StandardCharsets.UTF_8).lines().map(Words::printable).toList();
            return DeviceShell.parse(lines).orElseThrow(() -> new TransportException(Failure.UNSUPPORTED, target
                    + ": a shell answered, but not with what a POSIX system says about itself: \"" + String.join(" | ", lines)
                    + "\"; audit the device through another family"));
        }
    }

    private static TransportException foreign(String target, Conversation conversation, Deadline deadline) {
        var said = Words.firstLine(conversation.noise());
        if (said.isEmpty() && deadline.passed()) {
            return tooLate(target);
        }
        return new TransportException(Failure.UNSUPPORTED,
                target + ": a menu or foreign shell answered instead of a POSIX shell: "
                        + (said.isEmpty() ? "it ended without a word" : "\"" + said + "\"")
                        + "; give this login a POSIX shell or audit the device through another family");
    }

    private static TransportException tooLate(String target) {
        return new TransportException(Failure.TIMED_OUT, target
                + ": the login was accepted, but its shell did not answer in time; try it by hand, or allow more time for logins");
    }
}
